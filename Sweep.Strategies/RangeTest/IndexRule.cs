using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.RangeTest;

/// <summary>A rule of another tool, which picks one of the rates that were tried.</summary>
/// <remarks>
/// It is asked for the mean of the replicates and for each of them alone; the interval is that of all answers. Where it would hand out an end of a curve that never falls, or its
/// replicates are more than a decade apart, there is no suggestion.
/// </remarks>
public abstract record IndexRule : ISuggestionRule
{
    // Averages of equal losses differ in their last bits.
    private const double Resolution = 1e-12;

    /// <summary>The share of the past in the running average, in [0, 1).</summary>
    public double Beta { get; init => field = Check.Fraction(value); } = 0.98;

    /// <summary>The multiple of the least average at which losses have diverged. Above 1.</summary>
    public double StopFactor { get; init => field = Check.Above(1, value); } = 4;

    /// <inheritdoc/>
    public RangeTestOutcome Suggest(RangeTestCurve curve)
    {
        var outcome = Answer(curve.Rates, curve.Mean);
        if (outcome is not Suggestion || curve.Losses.Count == 1)
            return Told(outcome, curve);

        double[] rates = [.. curve.Losses.Select(losses => Answer(curve.Rates, losses)).OfType<Suggestion>().Select(each => each.Rate)];
        if (rates.Length < curve.Losses.Count || Elementary.Log(rates.Max() / rates.Min()) > Elementary.Log(10))
            return new NoSuggestion(NoSuggestionReason.Disagreement, string.Create(CultureInfo.InvariantCulture,
                $"{rates.Length} of {curve.Losses.Count} replicates have a suggestion: {string.Join(", ", rates.Select(rate => rate.ToString("g3", CultureInfo.InvariantCulture)))}. Use another rule, or more replicates."));
        var suggestion = (Suggestion)outcome;
        return Told(suggestion with { Low = Math.Min(suggestion.Rate, rates.Min()), High = Math.Max(suggestion.Rate, rates.Max()) }, curve);
    }

    private protected abstract int FewestPoints { get; }

    private protected virtual AverageStart AverageStart => AverageStart.Corrected;

    // The part of the recorded losses that the rule looks at.
    private protected abstract (int Start, int Count) View(int recorded, int tried);

    // The place of the answer in the part that is looked at.
    private protected abstract int Pick(ReadOnlySpan<double> losses, ReadOnlySpan<double> rates);

    private protected virtual double Share => 1;

    private static RangeTestOutcome Told(RangeTestOutcome outcome, RangeTestCurve curve) =>
        outcome is Suggestion suggestion ? suggestion with { Updates = curve.Updates } : outcome;

    private RangeTestOutcome Answer(IReadOnlyList<double> rates, IReadOnlyList<double> losses)
    {
        double[] recorded = [.. RunningAverage.Of(losses, Beta, StopFactor, AverageStart).Losses];
        var (start, count) = View(recorded.Length, rates.Count);
        double resolution = recorded.Length > 0 ? Resolution * recorded.Max(Math.Abs) : 0;
        if (recorded.Length > 1 && recorded.Min() >= recorded[0] - resolution)
        {
            return recorded.Max() > recorded[0] + resolution
                ? new NoSuggestion(NoSuggestionReason.DivergedFromTheStart, "The loss never falls below the first one. Begin the range further down.")
                : new NoSuggestion(NoSuggestionReason.Flat, "The loss is the same at all rates. Widen the range, or make the runs longer.");
        }
        if (count < FewestPoints)
        {
            return new NoSuggestion(NoSuggestionReason.TooFewPoints, string.Create(CultureInfo.InvariantCulture,
                $"The rule looks at {Math.Max(0, count)} of the losses, and needs {FewestPoints}. Try more rates."));
        }

        double[] tried = [.. rates.Skip(start).Take(count)];
        double rate = tried[Pick(recorded.AsSpan(start, count), tried)] * Share;
        return new Suggestion(rate, rate, rate) { Updates = 0 };
    }

    /// <summary>The central difference at a place, one-sided at the ends.</summary>
    private protected static double Gradient(ReadOnlySpan<double> values, int at)
    {
        int before = Math.Max(at - 1, 0), after = Math.Min(at + 1, values.Length - 1);
        return (values[after] - values[before]) / (after - before);
    }

    private protected static int IndexOfLeast(ReadOnlySpan<double> values)
    {
        int least = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] < values[least])
                least = i;
        }
        return least;
    }
}
