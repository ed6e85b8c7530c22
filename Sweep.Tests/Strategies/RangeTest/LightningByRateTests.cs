using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class LightningByRateTests
{
    [Fact]
    public void It_suggests_what_is_known_of_a_curve_without_noise() => KnownSuggestions.AssertSuggests(0.0010, new LightningByRate { LateCorrection = true });

    // The same curve as a loss would have it whose batches differ by 0.1: the published study of it has 9e-7 to 9e-5.
    [Fact]
    public void Noise_at_low_rates_wins()
    {
        double[] rates = [.. Enumerable.Range(0, 20).Select(number => (new LightningByRate().Suggest(SyntheticCurve.Known.Noisy(0.1, number, replicates: 1)) as Suggestion)!.Rate).Order()];

        Assert.True(rates[10] < SyntheticCurve.Known.Rates[40]);
    }
}
