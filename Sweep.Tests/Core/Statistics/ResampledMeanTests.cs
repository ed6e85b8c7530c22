using Sweep.Core.Statistics;

namespace Sweep.Tests.Core.Statistics;

public class ResampledMeanTests
{
    [Fact]
    public void Mean_spread_and_interval_follow_the_formula()
    {
        // Scores 1 … 5: s² = 2.5; t(0.975, 4) = 2.7764451 (tables); half = 2.7764451 · √((1/5 + 1/4) · 2.5) = 2.9448647.
        var summary = ResampledMean.Of([1, 2, 3, 4, 5]);
        var interval = summary.Interval(validationShare: 0.25);

        Assert.Equal(3, summary.Mean, precision: 12);
        Assert.Equal(Math.Sqrt(2.5), summary.StandardDeviation, precision: 12);
        Assert.Equal(3 - 2.9448647, interval.Low, tolerance: 1e-6);
        Assert.Equal(3 + 2.9448647, interval.High, tolerance: 1e-6);
    }

    [Fact]
    public void It_agrees_with_the_published_corrected_t_test()
    {
        // scikit-learn, "Statistical comparison of models using grid search": mean 0.0100, s 0.0382995, J 100, ratio 1/9
        // gives t 0.750 and a one-sided p of 0.227. An interval of confidence 1 − 2p therefore just touches 0.
        double[] scores = [.. Enumerable.Range(0, 100).Select(i => 0.01 + 0.0382995 * Math.Sqrt(99.0 / 100) * (i % 2 == 0 ? 1 : -1))];

        var summary = ResampledMean.Of(scores);

        Assert.Equal(0.0382995, summary.StandardDeviation, precision: 10);
        Assert.Equal(0, summary.Interval(validationShare: 1.0 / 9, confidence: 1 - 2 * 0.2275).Low, tolerance: 2e-5);
    }

    [Fact]
    public void A_single_score_has_no_interval()
    {
        var summary = ResampledMean.Of([0.5]);

        Assert.Equal(0.5, summary.Mean);
        Assert.Equal((double.NaN, double.NaN, double.NaN), (summary.StandardDeviation, summary.Interval(0.25).Low, summary.Interval(0.25).High));
    }

    [Fact]
    public void An_interval_ends_where_the_metric_does() =>
        Assert.Equal(new Interval(0.9, 1), new Interval(0.9, 1.1).Within(0, 1));

    [Fact]
    public void No_score_at_all_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ResampledMean.Of([]));
}
