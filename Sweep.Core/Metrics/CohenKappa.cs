namespace Sweep.Core.Metrics;

/// <summary>Agreement of classes and predictions beyond chance.</summary>
public sealed record CohenKappa : ClassMetric
{
    /// <inheritdoc/>
    public override double Worst => -1;

    /// <inheritdoc/>
    public override double Of(ConfusionMatrix matrix) => matrix.CohenKappa();
}
