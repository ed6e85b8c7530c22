using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>Share of rows whose class is predicted rightly, in [0, 1].</summary>
/// <remarks>The predicted class is the first one with the largest logit; of two classes the second where the logit is above 0.</remarks>
public sealed record Accuracy : IMetric
{
    /// <inheritdoc/>
    public double Worst => 0;

    /// <inheritdoc/>
    public double Best => 1;

    /// <inheritdoc/>
    public bool Judges(TargetKind target) => target is TargetKind.Classes or TargetKind.TwoClasses;

    /// <inheritdoc/>
    public ITally NewTally(int outputs) => new Tally();

    private sealed class Tally : ITally
    {
        private double _right;
        private double _weights;

        public double Value => _right / _weights;

        public void Add(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, ReadOnlySpan<double> weights = default)
        {
            for (int row = 0; row < predictions.Rows; row++)
            {
                double weight = weights.IsEmpty ? 1 : weights[row];
                _right += ClassChoice.Predicted(predictions[row]) == ClassChoice.Right(targets[row]) ? weight : 0;
                _weights += weight;
            }
        }

        public void Reset() => (_right, _weights) = (0, 0);
    }
}
