using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>For two classes: what is missing to a margin of 1 on the right side. Rows beyond the margin cost nothing.</summary>
/// <remarks>
/// <code>loss = max(0, 1 − y·z),   ∂loss/∂z = −y where y·z &lt; 1, 0 elsewhere</code>
/// averaged over rows; y is −1 for the first class and 1 for the second, which the data have as 0 and 1. With class weights the mean
/// divides by the sum of the rows' weights. Source: Cortes and Vapnik 1995, "Support-Vector Networks", the soft margin at the first power.
/// </remarks>
public sealed record Hinge : IClassWeighted
{
    /// <inheritdoc/>
    public TargetKind Target => TargetKind.TwoClasses;

    /// <summary>What a row of each class counts; null where all count the same.</summary>
    public ClassWeights? ClassWeights { get; private init; }

    /// <inheritdoc/>
    public ILoss With(ClassWeights weights) => this with { ClassWeights = weights };

    /// <inheritdoc/>
    public double Weight(ReadOnlyMatrixSpan targets) => ClassWeights?.Of(targets) ?? targets.Rows;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
    {
        double total = Weight(targets), share = total > 0 ? 1 / total : 0, sum = 0;
        for (int row = 0; row < predictions.Rows; row++)
        {
            double weight = ClassWeights?.Of(targets[row]) ?? 1, side = 2 * targets[row][0] - 1;
            double missing = 1 - side * predictions[row][0];
            sum += weight * Math.Max(missing, 0); // keeps NaN
            gradient[row][0] = (float)(missing > 0 ? -side * weight * share : 0);
        }
        return sum * share;
    }
}
