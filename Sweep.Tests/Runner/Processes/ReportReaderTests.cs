using System.Text;
using Sweep.Runner.Processes;

namespace Sweep.Tests.Runner.Processes;

public class ReportReaderTests
{
    [Fact]
    public void Numbers_are_figures_and_anything_else_does_no_harm()
    {
        var report = Read("""{"epoch": 3, "loss": 0.25, "n": 7, "big": 1e300, "text": "1", "list": [1, {"a": 2}], "object": {"loss": 9, "l": [[]]}, "yes": true, "none": null}""");

        Assert.Equal(3, report.Epoch);
        Assert.False(report.Diverged);
        Assert.Equal([("loss", 0.25), ("n", 7), ("big", 1e300)], report.Figures.Select(figure => (figure.Key, figure.Value)));
    }

    [Fact]
    public void What_is_infinite_or_no_number_is_read_as_Python_writes_it()
    {
        var report = Read("""{"a": NaN, "b":Infinity,"c":	-Infinity, "d": [NaN, -Infinity], "e": {"f": Infinity}, "g": "NaN, \" NaN", "h": 1e9, "i": NaN}""" + "\r");

        Assert.Equal(
            [("a", double.NaN), ("b", double.PositiveInfinity), ("c", double.NegativeInfinity), ("h", 1e9), ("i", double.NaN)],
            report.Figures.Select(figure => (figure.Key, figure.Value)));
    }

    [Theory]
    [InlineData("""{"epoch": 3.0}""", 3L)]
    [InlineData("""{"epoch": 0, "loss": 1}""", 0L)]
    [InlineData("""{"epoch": null}""", null)]
    [InlineData("{}", null)]
    public void An_epoch_is_a_whole_number_or_missing(string line, long? epoch) => Assert.Equal(epoch, Read(line).Epoch);

    [Theory]
    [InlineData("""{"diverged": true}""", true)]
    [InlineData("""{"diverged": false}""", false)]
    [InlineData("""{"diverged": null}""", false)]
    public void A_command_says_itself_that_it_diverged(string line, bool diverged)
    {
        var report = Read(line);

        Assert.Equal(diverged, report.Diverged);
        Assert.Empty(report.Figures);
    }

    [Theory]
    [InlineData("""{"epoch": 1.5}""", "has an \"epoch\" that is no whole number of at least 0")]
    [InlineData("""{"epoch": -1}""", "has an \"epoch\" that is no whole number of at least 0")]
    [InlineData("""{"epoch": NaN}""", "has an \"epoch\" that is no whole number of at least 0")]
    [InlineData("""{"epoch": "3"}""", "has an \"epoch\" that is no whole number of at least 0")]
    [InlineData("""{"epoch": [3]}""", "has an \"epoch\" that is no whole number of at least 0")]
    [InlineData("""{"diverged": 1}""", "has a \"diverged\" that is neither true nor false")]
    [InlineData("{'loss': 0.5}", "is no JSON object")]
    [InlineData("{", "is no JSON object")]
    [InlineData("""{"a": 1""", "is no JSON object")]
    [InlineData("""{"a": 1} x""", "is no JSON object")]
    [InlineData("""{"a": 1}{"b": 2}""", "is no JSON object")]
    [InlineData("""{"a": 1,}""", "is no JSON object")]
    [InlineData("""{"a": 1NaN}""", "is no JSON object")]
    [InlineData("""{"a": NaN5}""", "is no JSON object")]
    [InlineData("""{"a": NaNNaN}""", "is no JSON object")]
    [InlineData("""{"a": +Infinity}""", "is no JSON object")]
    [InlineData("""{"a": nan}""", "is no JSON object")]
    [InlineData("""{"a": NaN""", "is no JSON object")]
    [InlineData("""{NaN: 1}""", "is no JSON object")]
    [InlineData("""{"\ud800": 1}""", "is no JSON object")]
    public void Another_line_is_refused_with_the_reason(string line, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => Read(line)).Message);

    [Fact]
    public void A_line_that_is_not_UTF_8_is_refused() =>
        Assert.Equal("is not valid UTF-8", Assert.Throws<FormatException>(() => ReportReader.Read([.. "{\"a"u8, 0xFF, .. "\": 1}"u8])).Message);

    private static CommandReport Read(string line) => ReportReader.Read(Encoding.UTF8.GetBytes(line));
}
