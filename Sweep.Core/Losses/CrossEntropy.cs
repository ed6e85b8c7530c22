using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>Minus the logarithm of the probability given to the right class, on logits.</summary>
/// <remarks>
/// <code>loss = −Σ t·log softmax(z),   ∂loss/∂z = softmax(z) − t</code>
/// averaged over rows. The largest logit of a row is taken off first, so nothing overflows.
/// </remarks>
public sealed record CrossEntropy : ILoss
{
    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Classes;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
    {
        double loss = 0;
        for (int row = 0; row < predictions.Rows; row++)
        {
            var logits = predictions[row];
            var shifted = gradient[row];
            var target = targets[row];
            float largest = logits[0];
            foreach (float logit in logits)
                largest = Math.Max(largest, logit); // keeps NaN
            for (int column = 0; column < shifted.Length; column++)
            {
                shifted[column] = logits[column] - largest;
                // An impossible class that is not the target costs nothing: 0 · −∞ would be NaN.
                if (target[column] != 0)
                    loss -= (double)target[column] * shifted[column];
            }
        }

        Elementary.Exp(gradient.Values);
        for (int row = 0; row < predictions.Rows; row++)
        {
            var exponential = gradient[row];
            var target = targets[row];
            double sum = 0, weight = 0;
            for (int column = 0; column < exponential.Length; column++)
            {
                sum += exponential[column];
                weight += target[column];
            }
            loss += weight * Elementary.Log(sum);

            double scale = 1 / (sum * predictions.Rows), share = 1.0 / predictions.Rows;
            for (int column = 0; column < exponential.Length; column++)
                exponential[column] = (float)(exponential[column] * scale - target[column] * share);
        }
        return loss / predictions.Rows;
    }
}
