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
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets)
    {
        int right = 0;
        for (int row = 0; row < predictions.Rows; row++)
            right += ClassOf(predictions[row], threshold: 0) == ClassOf(targets[row], threshold: 0.5f) ? 1 : 0;
        return (double)right / predictions.Rows;
    }

    private static int ClassOf(ReadOnlySpan<float> row, float threshold)
    {
        if (row.Length == 1)
            return row[0] > threshold ? 1 : row[0] <= threshold ? 0 : -1;

        int best = 0;
        for (int column = 0; column < row.Length; column++)
        {
            if (float.IsNaN(row[column]))
                return -1; // NaN predicts no class, so it is never right
            if (row[column] > row[best])
                best = column;
        }
        return best;
    }
}
