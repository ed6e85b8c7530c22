namespace Sweep.Core.Metrics;

/// <summary>How many of the rows of a class are predicted to be; 0 where there are none.</summary>
public sealed record Recall : ClassScoreMetric
{
    /// <inheritdoc/>
    public override double Of(ClassCounts counts) => counts.Recall();
}
