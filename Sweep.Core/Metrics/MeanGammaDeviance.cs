using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>How far predictions are from targets on the scale of a gamma distribution: only their ratio counts.</summary>
/// <remarks>
/// <code>2 (log(p/t) + t/p − 1)</code>
/// averaged. It has no meaning, and is NaN, where a prediction or a target is not above 0.
/// </remarks>
public sealed record MeanGammaDeviance : NumberMetric
{
    /// <inheritdoc/>
    public override NumberTally NewTally() => new MeanTally(static (prediction, target) => prediction > 0 && target > 0
        ? 2 * (Elementary.Log(prediction / target) + target / prediction - 1)
        : double.NaN);
}
