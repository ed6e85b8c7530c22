using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>Minus the logarithm of the probability given to the right one of two classes, on logits.</summary>
/// <remarks>
/// <code>
/// loss    = w·t·log(1 + e^−z) + (1 − t)·log(1 + e^z)
/// ∂loss/∂z = (1 − t)·σ(z) − w·t·(1 − σ(z))
/// </code>
/// averaged over rows, in the form that cannot overflow: log(1 + e^z) = max(z, 0) + log(1 + e^−|z|). z is the logit of the second class, t is
/// 0 or 1, w the weight of the second class. A positive weight leaves the mean one over rows, as PyTorch's pos_weight does; with
/// class weights it divides by the sum of the rows' weights. Label smoothing as in Keras' BinaryCrossentropy.
/// </remarks>
public sealed record BinaryCrossEntropy : IClassWeighted
{
    /// <inheritdoc/>
    public TargetKind Target => TargetKind.TwoClasses;

    /// <summary>What a row of the second class costs, where one of the first costs 1. Above 0.</summary>
    public double PositiveWeight { get; init => field = Check.Positive(value); } = 1;

    /// <summary>The share of each target that is spread evenly over both classes, in [0, 1): the t of the formula is (1 − s)·t + s/2.</summary>
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
        var exponential = gradient.Values;
        for (int row = 0; row < exponential.Length; row++)
            exponential[row] = -Math.Abs(predictions.Values[row]);
        Elementary.Exp(exponential);

        double total = Weight(targets), sum = 0;
        for (int row = 0; row < exponential.Length; row++)
        {
            double logit = predictions.Values[row], target = (1 - LabelSmoothing) * targets.Values[row] + LabelSmoothing / 2, small = exponential[row];
            double weight = ClassWeights?.Of(targets[row]) ?? 1;
            double positive = weight * PositiveWeight * target, negative = weight * (1 - target);
            double log = Elementary.Log(1 + small);
            sum += positive * (Math.Max(-logit, 0) + log) + negative * (Math.Max(logit, 0) + log);
            double probability = logit >= 0 ? 1 / (1 + small) : small / (1 + small);
            gradient.Values[row] = (float)(total > 0 ? ((positive + negative) * probability - positive) / total : 0);
        }
        return total > 0 ? sum / total : sum;
    }
}
