namespace Sweep.Core.Metrics;

/// <summary>The squared difference of prediction and target, averaged; in the square of the target's units.</summary>
public sealed record MeanSquaredError : NumberMetric
{
    /// <inheritdoc/>
    public override NumberTally NewTally() => new MeanTally(static (prediction, target) => (prediction - target) * (prediction - target));
}
