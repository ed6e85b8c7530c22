namespace Sweep.Core.Metrics;

/// <summary>The mean of the recalls of the classes that are there: a rare class counts as much as a common one.</summary>
public sealed record BalancedAccuracy : ClassMetric
{
    /// <inheritdoc/>
    public override double Of(ConfusionMatrix matrix) => matrix.BalancedAccuracy();
}
