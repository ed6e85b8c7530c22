using Sweep.Core.Numerics;

namespace Sweep.Strategies.RangeTest;

/// <summary>The loss as a function of the learning rate: of each replicate, and their mean as far as all of them got.</summary>
public sealed record RangeTestCurve
{
    private RangeTestCurve(IReadOnlyList<double> rates, IReadOnlyList<RangeTestReplicate> replicates, double[][] losses)
    {
        Rates = rates;
        Replicates = replicates;
        LogRates = [.. rates.Select(rate => Elementary.Log(rate) / Elementary.Log(10))];
        Losses = losses;
        int shared = losses.Min(each => each.Length);
        Shorter = replicates.All(each => each.Shorter is not null) ? Of([.. replicates.Select(each => each.Shorter!)]) : null;
        Mean = [.. Enumerable.Range(0, shared).Select(index => losses.Average(each => each[index]))];
    }

    /// <summary>The rates, rising, as far as any replicate was to go.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <summary>Their decimal logarithms.</summary>
    public IReadOnlyList<double> LogRates { get; }

    /// <summary>Updates at each rate.</summary>
    public int Updates => Replicates[0].Updates;

    /// <summary>The curve of the same runs at the look before, after fewer updates; null: there was none.</summary>
    public RangeTestCurve? Shorter { get; }

    /// <summary>The replicates that it is made of.</summary>
    public IReadOnlyList<RangeTestReplicate> Replicates { get; }

    /// <summary>The losses of each replicate, up to the first that is not finite.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Losses { get; }

    /// <summary>The mean loss over replicates at each rate that all of them reached.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>Makes the curve of replicates, at least one, of the same rates.</summary>
    public static RangeTestCurve Of(IReadOnlyList<RangeTestReplicate> replicates)
    {
        if (replicates.Count == 0)
            throw new ArgumentException("The curve of a range test needs at least one replicate; got none.", nameof(replicates));
        if (replicates.Any(each => !each.Rates.SequenceEqual(replicates[0].Rates)))
            throw new ArgumentException("The replicates of a range test must have tried the same rates; these differ in them.", nameof(replicates));
        return new RangeTestCurve(replicates[0].Rates, replicates, [.. replicates.Select(each => each.Losses.TakeWhile(double.IsFinite).ToArray())]);
    }

    /// <summary>The mean curve smoothed without a shift, and its derivative.</summary>
    /// <param name="halfWidth">How far a local fit looks to either side, in decades.</param>
    public SmoothedCurve Smoothed(double halfWidth) => SmoothedCurve.Of(LogRates, Mean, halfWidth);
}
