namespace Sweep.Core.Metrics;

/// <summary>Share of rows whose class is predicted wrongly: 1 − accuracy.</summary>
public sealed record ZeroOneLoss : ClassMetric
{
    /// <inheritdoc/>
    public override double Worst => 1;

    /// <inheritdoc/>
    public override double Best => 0;

    /// <inheritdoc/>
    public override double Of(ConfusionMatrix matrix) => 1 - matrix.Accuracy;
}
