using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>Minus the logarithm of the probability given to the right one of two classes, on logits.</summary>
/// <remarks>
/// <code>loss = max(z, 0) − z·t + log(1 + e^−|z|),   ∂loss/∂z = σ(z) − t</code>
/// averaged over rows: the form that cannot overflow. z is the logit of the second class, t is 0 or 1.
/// </remarks>
public sealed record BinaryCrossEntropy : ILoss
{
    /// <inheritdoc/>
    public TargetKind Target => TargetKind.TwoClasses;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
    {
        var exponential = gradient.Values;
        int count = exponential.Length;
        for (int i = 0; i < count; i++)
            exponential[i] = -Math.Abs(predictions.Values[i]);
        Elementary.Exp(exponential);

        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double logit = predictions.Values[i], target = targets.Values[i], small = exponential[i];
            sum += Math.Max(logit, 0) - logit * target + Elementary.Log(1 + small);
            double probability = logit >= 0 ? 1 / (1 + small) : small / (1 + small);
            gradient.Values[i] = (float)((probability - target) / count);
        }
        return sum / count;
    }
}
