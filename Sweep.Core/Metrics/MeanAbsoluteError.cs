using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>The absolute difference of prediction and target, averaged; in the target's units.</summary>
public sealed record MeanAbsoluteError : IMetric
{
    /// <inheritdoc/>
    public double Worst => double.PositiveInfinity;

    /// <inheritdoc/>
    public double Best => 0;

    /// <inheritdoc/>
    public bool Judges(TargetKind target) => target is TargetKind.Number;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets)
    {
        double sum = 0;
        for (int i = 0; i < predictions.Values.Length; i++)
            sum += Math.Abs((double)predictions.Values[i] - targets.Values[i]);
        return sum / predictions.Values.Length;
    }
}
