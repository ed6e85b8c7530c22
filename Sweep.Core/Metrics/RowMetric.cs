using Sweep.Core.Contracts;

namespace Sweep.Core.Metrics;

/// <summary>A metric for classes that each row has for itself, averaged over rows.</summary>
public abstract record RowMetric : IMetric
{
    /// <inheritdoc/>
    public abstract double Worst { get; }

    /// <inheritdoc/>
    public abstract double Best { get; }

    /// <inheritdoc/>
    public virtual bool Judges(TargetKind target) => target is TargetKind.Classes or TargetKind.TwoClasses;

    /// <summary>What a row has.</summary>
    /// <param name="probabilities">The predicted probability of each class.</param>
    /// <param name="right">The class that the row is of.</param>
    public abstract double Of(ReadOnlySpan<double> probabilities, int right);

    /// <inheritdoc/>
    public ITally NewTally(int outputs) => new RowTally(this, outputs);
}
