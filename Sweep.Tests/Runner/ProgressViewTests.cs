using Spectre.Console;
using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Strategies.Search;

namespace Sweep.Tests.Runner;

public class ProgressViewTests
{
    private static readonly ProgressSnapshot _snapshot = new()
    {
        Fits = 84,
        Done = 31,
        Remaining = 53,
        Pruned = 3,
        Diverged = 2,
        Failed = 1,
        Elapsed = TimeSpan.FromSeconds(150),
        Rate = 0.25,
        Best = "validation_accuracy 0.9500",
        BestSetting = "adam at 0.01",
        Workers =
        [
            new RunningFit(5, new StudyFold(1, 0, 1), 1, 4, 20, TimeSpan.FromSeconds(12), Configuration(("optimizer", "adam"), ("learning_rate", 0.001))),
            null,
            new RunningFit(5, new StudyFold(2, 0, 2), 1, 0, 20, TimeSpan.FromSeconds(1), Configuration(("optimizer", "adam"), ("learning_rate", 0.001))),
        ],
    };

    [Fact]
    public void A_wide_window_shows_everything() => Assert.Equal(
        [
            "━━━━━━━━━━━━━━━━━━━━━────────────────────────────────────  36 %  31/84 fits",
            "15.0/min  4 min left  2 min elapsed  3 pruned  2 diverged  1 failed",
            "best validation_accuracy 0.9500  adam at 0.01",
            "trial  fold  epoch  time  configuration",
            "    5     1   4/20  12 s  optimizer adam, learning_rate 0.001",
            "                          idle",
            "    5     2   0/20   1 s  optimizer adam, learning_rate 0.001",
        ],
        Lines(_snapshot, 75, 24));

    [Fact]
    public void A_narrow_window_breaks_the_figures_and_cuts_the_configuration() => Assert.Equal(
        [
            "━━━━━━━──────────────  36 %  31/84 fits",
            "15.0/min  4 min left  2 min elapsed",
            "3 pruned  2 diverged  1 failed",
            "best validation_accuracy 0.9500",
            "adam at 0.01",
            "trial fold epoch time configuration",
            "    5    1  4/20 12 s optimizer adam, …",
            "                      idle",
            "    5    2  0/20  1 s optimizer adam, …",
        ],
        Lines(_snapshot, 39, 24));

    [Fact]
    public void Terminals_without_unicode_get_a_bar_of_ascii() =>
        Assert.Equal("#######-------------  36 %  31/84 fits", Lines(_snapshot, 38, 1, unicode: false).Single());

    [Fact]
    public void Workers_that_do_not_fit_are_counted_and_the_idle_ones_are_left_out_first()
    {
        var fits = Enumerable.Range(0, 64).Select(worker => worker < 62 ? null : _snapshot.Workers[0]! with { Trial = worker });

        Assert.Equal(
            [
                "trial  fold  epoch  time  configuration",
                "   62     1   4/20  12 s  optimizer adam, learning_rate 0.001",
                "   63     1   4/20  12 s  optimizer adam, learning_rate 0.001",
                "                          idle",
                "… and 61 more workers",
            ],
            Lines(_snapshot with { Workers = [.. fits] }, 80, 8)[3..]);
    }

    [Fact]
    public void Repeats_and_attempts_have_a_column_where_there_are_any()
    {
        var fit = _snapshot.Workers[0]! with { Fold = new StudyFold(7, 1, 2), Attempt = 3, Epochs = null };

        Assert.Equal(
            [
                "trial  repeat  fold  attempt  epoch  time  configuration",
                "    5       1     2        3      4  12 s  optimizer adam, learning_rate 0.001",
            ],
            Lines(_snapshot with { Repeated = true, Workers = [fit] }, 80, 24)[3..]);
    }

    [Fact]
    public void A_million_fits_and_a_hundred_per_cent_only_for_all_of_them()
    {
        var fit = _snapshot.Workers[0]! with { Trial = 999_999, Duration = TimeSpan.FromHours(30) };
        var now = _snapshot with { Fits = 5_000_000, Done = 4_999_999, Remaining = 1, Rate = 60_000, Pruned = 0, Diverged = 1_000_000, Failed = 0, Best = null, Workers = [fit] };

        Assert.Equal(
            [
                "━━━━━━━━━─  99 %  4999999/5000000 fits",
                "60000.0/s  0 s left  2 min elapsed",
                "1000000 diverged",
                " trial fold epoch       time configur…",
                "999999    1  4/20 30 h 0 min optimize…",
            ],
            Lines(now, 38, 24));
    }

    [Fact]
    public void Text_is_shown_as_it_is_whatever_it_would_mean_to_a_terminal_or_a_library()
    {
        var fit = _snapshot.Workers[0]! with { Configuration = Configuration(("[red]", "[/] :smile: \e[31m\n{0}")) };
        var now = _snapshot with { BestSetting = "[bold]", Workers = [fit] };

        string[] lines = Lines(now, 80, 24);

        Assert.Equal("best validation_accuracy 0.9500  [bold]", lines[2]);
        Assert.EndsWith("[red] [/] :smile: \uFFFD[31m\uFFFD{0}", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_is_longer_and_no_view_higher_than_the_window()
    {
        var fit = _snapshot.Workers[0]! with { Attempt = 2, Configuration = Configuration(("火火火", "😀👩‍👩‍👧‍👦火火火火火火火火火火火火火火火火火火火火")) };
        var now = _snapshot with { Repeated = true, Workers = [.. Enumerable.Repeat(fit, 64)], BestSetting = "火火火火火火火火火火火火火火火火火火火火" };
        for (int width = 1; width < 140; width++)
        {
            for (int height = 1; height < 30; height += width < 100 ? 1 : 10)
            {
                string[] lines = Lines(now, width, height);
                Assert.True(lines.Length <= height, $"{lines.Length} lines at {width} × {height}");
                Assert.All(lines, line => Assert.True(ProgressText.Cells(line) <= width, $"{width} × {height}: {line}"));
            }
        }
    }

    [Fact]
    public void Colours_are_used_where_there_are_any()
    {
        string colours = Drawn(ColorSystem.Standard), plain = Drawn(ColorSystem.NoColors);

        Assert.Contains("\e[91m", colours, StringComparison.Ordinal);
        Assert.Contains("1 failed", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[9", plain, StringComparison.Ordinal);

        static string Drawn(ColorSystem colors) => string.Join('\n', new Screen(TextWriter.Null, () => (80, 24), colors, Unicode: true)
            .Lines(ProgressView.Of(_snapshot, 80, 24, unicode: true), 80));
    }

    [Theory]
    [InlineData(0.4, "0 s")]
    [InlineData(99, "99 s")]
    [InlineData(100, "2 min")]
    [InlineData(5999, "100 min")]
    [InlineData(6000, "1 h 40 min")]
    [InlineData(200_000, "2 d 7 h")]
    public void Times_are_no_finer_than_anybody_looks(double seconds, string text) => Assert.Equal(text, ProgressText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0.0000")]
    [InlineData(0.95, "0.9500")]
    [InlineData(-12.5, "-12.5000")]
    [InlineData(2.5e-7, "2.5E-07")]
    [InlineData(123456, "1.235E+05")]
    public void Small_and_large_metrics_keep_their_digits(double value, string text) => Assert.Equal(text, ProgressText.Number(value));

    private static Configuration Configuration(params (string Name, object Value)[] values) =>
        new([.. values.Select(value => KeyValuePair.Create(value.Name, value.Value))]);

    private static string[] Lines(ProgressSnapshot now, int width, int height, bool unicode = true)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        (console.Profile.Width, console.Profile.Capabilities.Unicode) = (width, unicode);
        console.Write(ProgressView.Of(now, width, height, unicode));
        return [.. text.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }
}
