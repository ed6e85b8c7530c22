using Sweep.Strategies.Pruners;

namespace Sweep.Tests.Strategies.Pruners;

public class MedianPrunerTests
{
    // After their second epoch: 1, 2, 3, 4.
    private static readonly PastFit[] _four = [Completed(9, 1), Completed(9, 2), Completed(9, 3), Completed(9, 4)];

    private static readonly MedianPruner _pruner = new() { StartupTrials = 4 };

    [Theory]
    [InlineData(2.5, false)] // the median itself
    [InlineData(2.6, true)]
    public void What_is_worse_than_the_median_is_stopped(double value, bool stopped) =>
        Assert.Equal(stopped, _pruner.ShouldStop([9, value], _four, maximize: false));

    [Theory]
    [InlineData(2.5, false)]
    [InlineData(2.4, true)]
    public void More_can_be_better(double value, bool stopped) => Assert.Equal(stopped, _pruner.ShouldStop([0, value], _four, maximize: true));

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(0, 1.1, true)]
    [InlineData(25, 1.75, false)]
    [InlineData(25, 1.8, true)]
    [InlineData(80, 3.4, false)]
    [InlineData(80, 3.5, true)]
    [InlineData(100, 4, false)]
    [InlineData(100, 4.1, true)]
    public void A_percentile_lies_between_two_values(double percentile, double value, bool stopped) =>
        Assert.Equal(stopped, (_pruner with { Percentile = percentile }).ShouldStop([9, value], _four, maximize: false));

    [Fact]
    public void It_is_the_best_value_so_far_that_counts() => Assert.False(_pruner.ShouldStop([2, 9], _four, maximize: false));

    [Fact]
    public void Nothing_is_stopped_before_enough_fits_are_complete()
    {
        PastFit[] three = [.. _four.Take(3), new PastFit([9, 1], false)];

        Assert.False(_pruner.ShouldStop([9, 9], three, maximize: false));
        Assert.True((_pruner with { StartupTrials = 3 }).ShouldStop([9, 9], three, maximize: false));
    }

    [Fact]
    public void Fits_that_were_not_completed_are_not_compared_with()
    {
        // With the three of them the median would be 1.
        PastFit[] seven = [.. _four, .. Enumerable.Repeat(new PastFit([9, 0], false), 3)];

        Assert.False(_pruner.ShouldStop([9, 2.5], seven, maximize: false));
    }

    [Fact]
    public void Warmup_and_interval_say_when_to_look()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], Looks(new MedianPruner()));
        Assert.Equal([3, 4, 5, 6, 7], Looks(new MedianPruner { WarmupEpochs = 3 }));
        Assert.Equal([3, 5, 7], Looks(new MedianPruner { WarmupEpochs = 3, Interval = 2 }));
        // The look at epoch 0 is made after the first.
        Assert.Equal([1, 3, 6], Looks(new MedianPruner { Interval = 3 }));

        static IEnumerable<int> Looks(MedianPruner pruner)
        {
            double[] good = [0, 0, 0, 0, 0, 0, 0], bad = [1, 1, 1, 1, 1, 1, 1];
            PastFit[] earlier = [.. Enumerable.Repeat(new PastFit(good, true), 5)];
            return Enumerable.Range(1, 7).Where(epoch => pruner.ShouldStop(bad[..epoch], earlier, maximize: false));
        }
    }

    [Fact]
    public void NaN_counts_as_the_worst_value()
    {
        // Their medians are (2 + NaN)/2 and 2.
        PastFit[] half = [Completed(9, 1), Completed(9, 2), Completed(9, double.NaN), Completed(9, double.NaN)];
        PastFit[] less = [.. half.Take(3), Completed(9, 1.5), Completed(9, 3)];

        Assert.False(_pruner.ShouldStop([9, 100], half, maximize: false));
        Assert.False(_pruner.ShouldStop([double.NaN, 2], less, maximize: false));
        Assert.True(_pruner.ShouldStop([double.NaN, 2.1], less, maximize: false));
        Assert.True(_pruner.ShouldStop([double.NaN, double.NaN], less, maximize: false));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(double.NaN)]
    public void Percentiles_that_are_none_are_refused(double percentile)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new MedianPruner { Percentile = percentile });

        Assert.StartsWith("Percentile must be from 0 to 100; got ", error.Message, StringComparison.Ordinal);
    }

    private static PastFit Completed(params double[] course) => new(course, true);
}
