using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>The root of the mean squared difference of prediction and target; in the target's units.</summary>
public sealed record RootMeanSquaredError : IMetric
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
        {
            double difference = (double)predictions.Values[i] - targets.Values[i];
            sum += difference * difference;
        }
        return Math.Sqrt(sum / predictions.Values.Length);
    }
}
