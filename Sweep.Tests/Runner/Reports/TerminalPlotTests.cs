using Sweep.Runner.Reports;

namespace Sweep.Tests.Runner.Reports;

public class TerminalPlotTests
{
    [Fact]
    public void One_curve_is_drawn_in_dots_with_round_numbers_along_the_axis() => AssertPicture(
        """
        rate
        1 ┤             ⢀⡠⠔⠊⠑⠢⢄⡀
          │          ⣀⠤⠒⠁      ⠈⠉⠒⠤⣀⡀
          │       ⡠⠔⠊               ⠈⠑⠢⢄⣀
          │   ⢀⠤⠒⠉                       ⠉⠒⠤
        0 ┤⡠⠔⠊⠁
          └┬───────────────┬───────────────┬
           0              10              20
                                      epochs
        """,
        Plot(Line("rate", (0, 0), (10, 1), (20, 0.25))));

    [Fact]
    public void Without_unicode_it_is_drawn_with_stars() => AssertPicture(
        """
        rate
        1 +              *****
          |          ****     *****
          |      ****              ******
          |  ****                        ***
        0 +**
          ++---------------+---------------+
           0              10              20
                                      epochs
        """,
        Plot(Line("rate", (0, 0), (10, 1), (20, 0.25))) with { Unicode = false });

    [Fact]
    public void Several_curves_have_a_mark_each_and_a_legend_and_a_point_that_is_no_number_leaves_a_gap() => AssertPicture(
        """
        rate   ● raw   ○ smoothed
        1 ┤●●                 ●        ○○○○○
          │  ●●●               ○○○○○○○○
          │     ●●     ○○○○○○○○
          │    ○○○○○○○○
        0 ┤○○○○
          └┬───────────────┬───────────────┬
           0              10              20
                                      epochs
        """,
        Plot(
            Line("raw", (0, 1), (4, 0.5), (8, double.NaN), (12, 1), (20, double.PositiveInfinity)),
            Line("smoothed", (0, 0), (20, 1))));

    [Fact]
    public void On_a_log_axis_equal_ratios_are_equally_far_apart_and_markers_stand_behind_the_curve() => AssertPicture(
        """
        rate
               steepest                  end
                 suggested
        2 ┤⠑⠢⢄⡀    ┊ ┊                   ⡠⠔⠊
          │   ⠈⠒⠤⣀ ┊ ┊               ⢀⡠⠒⠉  ┊
          │       ⠑⠢⢄┊            ⣀⠔⠊⠁     ┊
          │        ┊ ⠉⠒⠤⡀     ⢀⡠⠔⠉         ┊
        1 ┤        ┊ ┊  ⠈⠑⠢⢄⠤⠒⠁            ┊
          └┬───────────────┬───────────────┬
           1e-4          0.01              1
                               learning rate
        """,
        Plot(Line("loss", (1e-4, 2), (1e-2, 1), (1, 2), (0, 5))) with
        {
            X = new PlotAxis("learning rate") { Logarithmic = true },
            Markers = [new PlotMarker(1e-3, "steepest"), new PlotMarker(2e-3, "suggested"), new PlotMarker(0, "nowhere"), new PlotMarker(1, "end")],
        });

    [Fact]
    public void A_band_lies_between_two_curves_and_behind_the_others() => AssertPicture(
        """
        rate   ░ 95 %
          4 ┤                    ░░░░
            │             ░░░░░░░░░░░⣀⣀⡠⠤⠤⠔⠒
            │       ░░░░░⢀⣀⣀⡠⠤⠤⠔⠒⠒⠉⠉⠉
            │ ⢀⣀⣀⡠⠤⠤⠒⠒⠒⠉⠉⠁░░░░░░░░
        0.5 ┤⠉⠁     ░░░░░
            └┬──────────────┬──────────────┬
             0             10             20
                                      epochs
        """,
        Plot(Line("mean", (0, 1), (20, 3))) with { Band = new PlotBand("95 %", [(5, 0.5, 2), (15, 2, 4)]) });

    [Fact]
    public void Bounds_cut_off_what_lies_beyond_them() => AssertPicture(
        """
        loss
        4 ┤                    ⢀⠔⠁
          │                  ⡠⠒⠁
          │          ⢀⣀⣀⣀⡠⠤⠤⠊
          │⠤⠤⠔⠒⠒⠒⠊⠉⠉⠉⠁
        0 ┤
          └┬───────────────┬───────────────┬
           0              10              20
                                      epochs
        """,
        Plot(Line("loss", (0, 1), (10, 2), (20, 1e300))) with { Y = new PlotAxis("loss") { Low = 0, High = 4 } });

    [Fact]
    public void What_is_the_same_everywhere_is_drawn_from_0_on() => AssertPicture(
        """
        rate
        0.1 ┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
            │
            │
            │
          0 ┤
            └┬──────────────┬──────────────┬
             0             10             20
                                      epochs
        """,
        Plot(Line("rate", (0, 0.1), (20, 0.1))));

    [Fact]
    public void A_plot_of_nothing_has_axes() => Assert.Equal(9, Plot(Line("rate")).Lines().Count);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.1234, "0.123")]
    [InlineData(-12.34, "-12.3")]
    [InlineData(1234, "1234")]
    [InlineData(0.00012344, "1.23e-4")]
    [InlineData(1e-5, "1e-5")]
    [InlineData(250000, "2.5e5")]
    public void Numbers_have_three_significant_digits(double number, string text) => Assert.Equal(text, PlotScale.Text(number));

    [Theory]
    [InlineData(0, 20, 4, new double[] { 0, 5, 10, 15, 20 })]
    [InlineData(0.13, 0.52, 5, new[] { 0.2, 0.3, 0.4, 0.5 })]
    public void Ticks_are_round(double low, double high, int most, double[] ticks) =>
        Assert.Equal(ticks, new PlotScale(new PlotAxis(""), [low, high]).Ticks(most).Select(tick => Math.Round(tick, 12)));

    [Theory]
    [InlineData(1e-5, 10, 9, new[] { 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10 })]
    [InlineData(1e-5, 10, 4, new[] { 1e-4, 1e-2, 1 })]
    [InlineData(0.03, 0.6, 5, new[] { 0.05, 0.1, 0.2, 0.5 })]
    [InlineData(0.11, 0.13, 5, new[] { 0.11, 0.13 })]
    public void Ticks_of_a_log_axis_are_decades_or_what_is_round_inside_of_them(double low, double high, int most, double[] ticks) =>
        Assert.Equal(ticks, new PlotScale(new PlotAxis("") { Logarithmic = true }, [low, high]).Ticks(most).Select(tick => Math.Round(tick, 12)));

    private static TerminalPlot Plot(params PlotSeries[] series) => new() { X = new PlotAxis("epochs"), Y = new PlotAxis("rate"), Series = series, Width = 36, Height = 5 };

    private static PlotSeries Line(string name, params (double X, double Y)[] points) => new(name, points);

    private static void AssertPicture(string expected, TerminalPlot plot) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join('\n', plot.Lines()));
}
