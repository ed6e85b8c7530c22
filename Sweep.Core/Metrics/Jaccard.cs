namespace Sweep.Core.Metrics;

/// <summary>How many of the rows that are of a class, or predicted to be, are both.</summary>
public sealed record Jaccard : ClassScoreMetric
{
    /// <inheritdoc/>
    public override double Of(ClassCounts counts) => counts.Jaccard();
}
