using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class RangeTestCurveTests
{
    private static readonly double[] _rates = [0.001, 0.01, 0.1, 1];

    [Fact]
    public void The_mean_goes_as_far_as_every_replicate()
    {
        var curve = RangeTestCurve.Of([SyntheticCurve.Of(_rates, [1, 2, 3, 4]), SyntheticCurve.Of(_rates, [3, 2, double.NaN, 0])]);

        Assert.Equal([2, 2], curve.Mean);
        Assert.Equal([4, 2], curve.Losses.Select(losses => losses.Count));
        Assert.All(curve.LogRates.Zip([-3.0, -2, -1, 0]), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void No_replicates_and_replicates_of_other_rates_are_refused()
    {
        Assert.StartsWith("The curve of a range test needs at least one replicate; got none.", Assert.Throws<ArgumentException>(() => RangeTestCurve.Of([])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The replicates of a range test must have tried the same rates",
            Assert.Throws<ArgumentException>(() => RangeTestCurve.Of([SyntheticCurve.Of(_rates, [1]), SyntheticCurve.Of([1, 2], [1])])).Message, StringComparison.Ordinal);
    }
}
