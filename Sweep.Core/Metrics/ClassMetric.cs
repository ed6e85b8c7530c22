using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>A metric for classes that looks at which were predicted, and not how surely. NaN where a prediction is none.</summary>
public abstract record ClassMetric : IMetric
{
    /// <inheritdoc/>
    public virtual double Worst => 0;

    /// <inheritdoc/>
    public virtual double Best => 1;

    /// <inheritdoc/>
    public bool Judges(TargetKind target) => target is TargetKind.Classes or TargetKind.TwoClasses;

    /// <summary>The metric over the rows of a confusion matrix.</summary>
    public abstract double Of(ConfusionMatrix matrix);

    /// <inheritdoc/>
    public ITally NewTally(int outputs) => new Tally(this, outputs);

    private sealed class Tally(ClassMetric metric, int outputs) : ITally
    {
        private readonly ConfusionMatrix _matrix = new(ClassChoice.Classes(outputs));
        private bool _broken;

        public double Value => _broken ? double.NaN : metric.Of(_matrix);

        public void Add(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, ReadOnlySpan<double> weights = default)
        {
            for (int row = 0; row < predictions.Rows; row++)
            {
                int predicted = ClassChoice.Predicted(predictions[row]);
                if (predicted < 0)
                    _broken = true;
                else
                    _matrix.Add(ClassChoice.Right(targets[row]), predicted, weights.IsEmpty ? 1 : weights[row]);
            }
        }

        public void Reset()
        {
            _matrix.Clear();
            _broken = false;
        }
    }
}
