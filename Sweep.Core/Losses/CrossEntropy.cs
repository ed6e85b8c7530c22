using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>Minus the logarithm of the probability given to the right class, on logits.</summary>
/// <remarks>
/// <code>
/// a       = w·((1 − s)·t + s/K)
/// loss    = −Σ a·log softmax(z)
/// ∂loss/∂z = softmax(z)·Σ a − a
/// </code>
/// averaged over rows, for K classes with weights w and label smoothing s. With class weights the mean divides by Σ w·t, the sum of the
/// rows' weights, smoothed or not, as PyTorch has it. t may also be a probability for each class. The largest logit of a row is taken off
/// first, so nothing overflows. Source for the smoothing: Szegedy et al. 2016, "Rethinking the Inception Architecture", section 7.
/// </remarks>
public sealed record CrossEntropy : IClassWeighted
{
    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Classes;

    /// <summary>The share of each target that is spread evenly over all classes, in [0, 1).</summary>
    public double LabelSmoothing { get; init => field = Check.Fraction(value); }

    /// <summary>What a row of each class counts; null where all count the same.</summary>
    public ClassWeights? ClassWeights { get; private init; }

    /// <inheritdoc/>
    public ILoss With(ClassWeights weights) => this with { ClassWeights = weights };

    /// <inheritdoc/>
    public double Weight(ReadOnlyMatrixSpan targets) => ClassWeights?.Of(targets) ?? targets.Rows;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
    {
        double total = Weight(targets), keep = 1 - LabelSmoothing, spread = LabelSmoothing / targets.Columns, loss = 0;
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
                double share = Share(target, column, keep, spread);
                // An impossible class that is not the target costs nothing: 0 · −∞ would be NaN.
                if (share != 0)
                    loss -= share * shifted[column];
            }
        }

        Elementary.Exp(gradient.Values);
        for (int row = 0; row < predictions.Rows; row++)
        {
            var exponential = gradient[row];
            var target = targets[row];
            double sum = 0, shares = 0;
            for (int column = 0; column < exponential.Length; column++)
            {
                sum += exponential[column];
                shares += Share(target, column, keep, spread);
            }
            loss += shares * Elementary.Log(sum);

            // A batch without weight teaches nothing.
            double mean = total > 0 ? 1 / total : 0, scale = total > 0 ? shares / (sum * total) : 0;
            for (int column = 0; column < exponential.Length; column++)
                exponential[column] = (float)(exponential[column] * scale - Share(target, column, keep, spread) * mean);
        }
        return total > 0 ? loss / total : 0 * loss;
    }

    // What the class counts in the row's loss: a in the formula.
    private double Share(ReadOnlySpan<float> target, int column, double keep, double spread)
    {
        double share = keep * target[column] + spread;
        return ClassWeights is null ? share : ClassWeights[column] * share;
    }
}
