using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>How far predicted rates are from counts, on the scale of a Poisson distribution; a prediction is the rate itself, not its logarithm.</summary>
/// <remarks>
/// <code>2 (t·log(t/p) + p − t)</code>
/// averaged, with 0·log 0 = 0. It has no meaning, and is NaN, where a prediction is not above 0 or a target is below it.
/// </remarks>
public sealed record MeanPoissonDeviance : NumberMetric
{
    /// <inheritdoc/>
    public override NumberTally NewTally() => new MeanTally(static (prediction, target) => prediction > 0 && target >= 0
        ? 2 * ((target > 0 ? target * Elementary.Log(target / prediction) : 0) + prediction - target)
        : double.NaN);
}
