namespace Sweep.Core.Metrics;

/// <summary>How many of the rows predicted to be of a class are; 0 where none is predicted.</summary>
public sealed record Precision : ClassScoreMetric
{
    /// <inheritdoc/>
    public override double Of(ClassCounts counts) => counts.Precision();
}
