using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

/// <summary>Settings of layers as study files write them.</summary>
public class SettingTests
{
    [Theory]
    [InlineData("3", 3, 3)]
    [InlineData("[3, 2]", 3, 2)]
    public void A_pair_is_one_number_for_both_sides_or_two(string text, int height, int width)
    {
        Assert.Equal(new Pair(height, width), Read(text, typeof(Pair)));
        Assert.Equal(text, new Pair(height, width).ToString());
    }

    [Theory]
    [InlineData("[3]", "study.yaml, line 1: one whole number or a list of two, [height, width], is needed here; got a list of another length.")]
    [InlineData("[1, 2, 3]", "study.yaml, line 1: one whole number or a list of two, [height, width], is needed here; got a list of another length.")]
    [InlineData("[1, x]", "study.yaml, line 1: a whole number is needed here; got \"x\".")]
    [InlineData("1.5", "study.yaml, line 1: a whole number is needed here; got \"1.5\".")]
    public void What_is_no_pair_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => Read(text, typeof(Pair))).Message);

    [Fact]
    public void A_choice_is_one_of_its_names()
    {
        Assert.Equal(BagMode.Sum, Read("sum", typeof(BagMode)));
        Assert.Equal(
            "study.yaml, line 1: one of mean, sum is needed here; got \"men\". Did you mean \"mean\"?",
            Assert.Throws<InputException>(() => Read("men", typeof(BagMode))).Message);
    }

    [Fact]
    public void A_refused_pair_is_named_as_study_files_write_it()
    {
        var error = Assert.Throws<InputException>(
            () => ComponentReader.Read(StudyNode.Parse("{ kind: convolution, channels: 1, kernel: [3, 0] }", "study.yaml"), NetworkLayers.Catalog));

        Assert.Equal("study.yaml, line 1, kernel: kernel must be at least 1; got [3, 0].", error.Message);
    }

    private static object Read(string text, Type type) => StudyNode.Parse(text, "study.yaml").Setting(type);
}
