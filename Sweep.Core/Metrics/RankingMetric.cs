using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>A metric for classes that looks at the order in which rows are likely to be of a class. NaN where a class has no row.</summary>
public abstract record RankingMetric : IMetric
{
    /// <inheritdoc/>
    public double Worst => 0;

    /// <inheritdoc/>
    public double Best => 1;

    /// <inheritdoc/>
    public bool Judges(TargetKind target) => target is TargetKind.Classes or TargetKind.TwoClasses;

    /// <summary>The metric over scored rows.</summary>
    /// <param name="rows">Rows with a score for each class; of two classes, that of the second orders them.</param>
    /// <param name="classes">The number of classes.</param>
    public abstract double Of(ScoredRows rows, int classes);

    /// <inheritdoc/>
    public ITally NewTally(int outputs) => new Tally(this, ClassChoice.Classes(outputs));

    private sealed class Tally(RankingMetric metric, int classes) : ITally
    {
        private readonly ScoredRows _rows = new(classes);

        public double Value => metric.Of(_rows, classes);

        public void Add(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, ReadOnlySpan<double> weights = default)
        {
            for (int row = 0; row < predictions.Rows; row++)
            {
                var logits = predictions[row];
                var scores = _rows.Add(ClassChoice.Right(targets[row]), weights.IsEmpty ? 1 : weights[row]);
                if (classes > 2)
                {
                    Probabilities.Of(logits, scores);
                    continue;
                }
                // The order is that of the probabilities, but for ties where these are nearly 0 or 1.
                scores[1] = logits.Length == 1 ? logits[0] : (double)logits[1] - logits[0];
                scores[0] = -scores[1];
            }
        }

        public void Reset() => _rows.Clear();
    }
}
