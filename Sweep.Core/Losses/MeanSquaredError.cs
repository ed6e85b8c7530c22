using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>The squared difference of prediction and target, averaged over rows and outputs.</summary>
/// <remarks><code>loss = Σ (p − t)² / n,   ∂loss/∂p = 2 (p − t) / n</code> with n the number of values.</remarks>
public sealed record MeanSquaredError : ILoss
{
    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Number;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
    {
        int count = predictions.Values.Length;
        double scale = 2.0 / count, sum = 0;
        for (int i = 0; i < count; i++)
        {
            double difference = (double)predictions.Values[i] - targets.Values[i];
            sum += difference * difference;
            gradient.Values[i] = (float)(scale * difference);
        }
        return sum / count;
    }
}
