using Sweep.Core.Contracts;

namespace Sweep.Core.Metrics;

/// <summary>The weighted harmonic mean of precision and recall.</summary>
public sealed record FScore : ClassScoreMetric
{
    /// <summary>How many times as important recall is. Above 0.</summary>
    public double Beta { get; init => field = Check.Positive(value); } = 1;

    /// <inheritdoc/>
    public override double Of(ClassCounts counts) => counts.FScore(Beta);
}
