namespace Sweep.Core.Metrics;

/// <summary>The correlation of classes and predictions; 0 where either is always the same.</summary>
public sealed record MatthewsCorrelation : ClassMetric
{
    /// <inheritdoc/>
    public override double Worst => -1;

    /// <inheritdoc/>
    public override double Of(ConfusionMatrix matrix) => matrix.MatthewsCorrelation();
}
