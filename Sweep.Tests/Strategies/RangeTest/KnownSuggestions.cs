using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

/// <summary>What rules of other tools make of the known curve without noise, on fastai's 100 rates from 1e-7 to 10.</summary>
internal static class KnownSuggestions
{
    public static RangeTestCurve Curve { get; } =
        (SyntheticCurve.Known with { Rates = new RateGrid(1e-7, 10, 100, RateSpacing.FastAi) }).Noisy(0, 0, replicates: 1);

    /// <summary>Fails unless a rule suggests a rate, known to two or three digits.</summary>
    public static void AssertSuggests(double expected, ISuggestionRule rule) =>
        Assert.Equal(expected, Assert.IsType<Suggestion>(rule.Suggest(Curve)).Rate, expected * 0.03);
}
