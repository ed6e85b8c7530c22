namespace Sweep.Core.Metrics;

/// <summary>The absolute difference of prediction and target, averaged; in the target's units.</summary>
public sealed record MeanAbsoluteError : NumberMetric
{
    /// <inheritdoc/>
    public override NumberTally NewTally() => new MeanTally(static (prediction, target) => Math.Abs(prediction - target));
}
