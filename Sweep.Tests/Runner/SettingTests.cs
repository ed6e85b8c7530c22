using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.Schedules;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Runner;

/// <summary>Settings of components as study files write them.</summary>
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

    [Fact]
    public void A_length_of_a_training_has_its_unit()
    {
        Assert.Equal(TrainingLength.Epochs(5), Read("5 epochs", typeof(TrainingLength)));
        Assert.Equal(TrainingLength.Steps(100_000), Read("1e5 steps", typeof(TrainingLength)));
        Assert.Equal(TrainingLength.Share(0.3), Read("30%", typeof(TrainingLength?)));
        Assert.Equal(
            "study.yaml, line 1: a length like 500 steps, 5 epochs or 30% is needed here; got \"5\". Say of what: 5 steps, or 5 epochs.",
            Assert.Throws<InputException>(() => Read("5", typeof(TrainingLength))).Message);
        Assert.Equal(
            "study.yaml, line 1: a length like 500 steps, 5 epochs or 30% is needed here; got \"5 hours\".",
            Assert.Throws<InputException>(() => Read("5 hours", typeof(TrainingLength))).Message);
    }

    [Fact]
    public void What_needs_no_value_can_be_told_to_have_none()
    {
        Assert.Null(Read("null", typeof(double?)));
        Assert.Equal(0.5, Read("0.5", typeof(double?)));
        Assert.Equal("study.yaml, line 1: a number is needed here; got \"null\".", Assert.Throws<InputException>(() => Read("null", typeof(double))).Message);
    }

    [Fact]
    public void Lists_hold_what_settings_hold_and_a_schedule_holds_schedules()
    {
        Assert.Equal([0.5, 1], (IReadOnlyList<double>)Read("[0.5, 1]", typeof(IReadOnlyList<double>))!);
        Assert.Equal([TrainingLength.Steps(9)], (IReadOnlyList<TrainingLength>)Read("[9 steps]", typeof(IReadOnlyList<TrainingLength>))!);
        Assert.Empty((IReadOnlyList<double>)Read("[]", typeof(IReadOnlyList<double>))!);
        Assert.Equal(
            [new Constant(), new Step { Every = TrainingLength.Epochs(2) }],
            (IReadOnlyList<ISchedule>)Read("[constant, { kind: step, every: 2 epochs }]", typeof(IReadOnlyList<ISchedule>))!);
    }

    [Theory]
    [InlineData("constant", "constant")]
    [InlineData("{ kind: constant }", "constant")]
    [InlineData("{ kind: step, every: 500 steps }", "{ kind: step, every: 500 steps, factor: 0.1 }")]
    [InlineData("{ kind: warm_up, length: 30%, then: { kind: step, every: 1 epoch, factor: 0.5 } }",
        "{ kind: warm_up, length: 30%, then: { kind: step, every: 1 epoch, factor: 0.5 }, shape: linear }")]
    [InlineData("{ kind: sequence, boundaries: [10 epochs], schedules: [{ kind: warm_up, length: 2 epochs }, constant] }",
        "{ kind: sequence, schedules: [{ kind: warm_up, length: 2 epochs, then: constant, shape: linear }, constant], boundaries: [10 epochs] }")]
    public void A_schedule_is_shown_as_a_study_file_would_have_it_whatever_is_inside_of_it(string written, string shown)
    {
        var schedule = ComponentReader.Read(StudyNode.Parse(written, "study.yaml"), LearningRateSchedules.Catalog);

        string text = ComponentSettings.Text(schedule);

        Assert.Equal(shown, text);
        Assert.Equal(text, ComponentSettings.Text(ComponentReader.Read(StudyNode.Parse(text, "study.yaml"), LearningRateSchedules.Catalog)));
    }

    // A share of next to nothing is shown as none.
    public static TheoryData<string> Schedules() => [.. ScheduleSamples.All.Keys.Where(name => !name.StartsWith("lengths of next to nothing", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_schedule_survives_a_trip_through_a_study_file(string name)
    {
        string yaml = ComponentSettings.Text(ScheduleSamples.All[name]);

        Assert.Equal(ScheduleSamples.All[name], ComponentReader.Read(StudyNode.Parse(yaml, "study.yaml"), LearningRateSchedules.Catalog));
    }

    private static object? Read(string text, Type type) => StudyNode.Parse(text, "study.yaml").Setting(type);
}
