using Sweep.Core.Contracts;

namespace Sweep.Strategies.RangeTest;

/// <summary>Placeholder of our own rule: the steepest point of the smoothed curve.</summary>
public sealed record SteepestInterval : ISuggestionRule
{
    /// <summary>How far a local fit looks to either side, in decades. Above 0.</summary>
    public double HalfWidth { get; init => field = Check.Positive(value); } = DefaultHalfWidth;

    /// <summary>The half width where nobody says otherwise.</summary>
    public const double DefaultHalfWidth = 0.75;

    /// <inheritdoc/>
    public RangeTestOutcome Suggest(RangeTestCurve curve)
    {
        if (curve.Mean.Count < 5)
            return new NoSuggestion(NoSuggestionReason.TooFewPoints, "Fewer than 5 rates.");
        var smoothed = curve.Smoothed(HalfWidth);
        int steepest = Enumerable.Range(0, smoothed.Slopes.Count).MinBy(index => smoothed.Slopes[index]);
        int lowest = Enumerable.Range(0, smoothed.Values.Count).MinBy(index => smoothed.Values[index]);
        double rate = curve.Rates[steepest];
        return new Suggestion(rate, rate / 2, rate * 3, curve.Rates[0], curve.Rates[lowest]);
    }
}
