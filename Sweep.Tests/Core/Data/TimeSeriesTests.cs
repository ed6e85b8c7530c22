using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class TimeSeriesTests
{
    // Two features a year, and what is to be predicted: 10 times the year.
    private static readonly Dataset _years = new(
        ["year", "minus"], [1, -1, 2, -2, 3, -3, 4, -4, 5, -5], TargetKind.Number, [10, 20, 30, 40, 50], []);

    [Fact]
    public void A_window_is_a_sequence_and_its_target_comes_after_it()
    {
        var windows = TimeSeries.Windows(_years, length: 2, horizon: 2);

        Assert.Equal(2, windows.Rows);
        Assert.Equal(new Shape(2, 2), windows.RowShape);
        Assert.Equal([1, -1, 2, -2, 2, -2, 3, -3], windows.Features.Values.ToArray());
        Assert.Equal([40, 50], windows.Targets.ToArray());
        Assert.Equal(["year[-1]", "minus[-1]", "year[0]", "minus[0]"], windows.FeatureNames);
    }

    [Fact]
    public void A_series_that_is_too_short_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => TimeSeries.Windows(_years, length: 5, horizon: 1));

        Assert.Equal("5 rows do not reach for a window of 5 and a target 1 after it. Use shorter ones.", error.Message);
    }
}
