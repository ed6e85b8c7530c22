using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class TorchLrFinderTests
{
    [Fact]
    public void It_suggests_what_is_known_of_a_curve_without_noise() => KnownSuggestions.AssertSuggests(0.0132, new TorchLrFinder());

    [Fact]
    public void A_loss_of_NaN_is_not_the_steepest_place()
    {
        double[] losses = [.. Enumerable.Range(0, 60).Select(i => i < 50 ? 2.0 - 1 / (1 + Math.Exp((25 - i) / 3.0)) : double.NaN)];
        double[] rates = new RateGrid(1e-5, 1, 60).ToArray();

        var suggestion = Assert.IsType<Suggestion>(new TorchLrFinder().Suggest(RangeTestCurve.Of([SyntheticCurve.Of(rates, losses)])));

        Assert.InRange(suggestion.Rate, rates[20], rates[44]);
    }
}
