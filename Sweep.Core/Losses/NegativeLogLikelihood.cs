using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>Minus the logarithm of the probability given to the right class, for networks that end in log-softmax.</summary>
/// <remarks>
/// <code>loss = −Σ w·t·l,   ∂loss/∂l = −w·t</code>
/// averaged over rows, for logarithms of probabilities l and classes with weights w; with these the mean divides by Σ w·t, the sum of the
/// rows' weights, as PyTorch's NLLLoss has it. t may also be a probability for each class. After log-softmax it is <see cref="CrossEntropy"/>.
/// </remarks>
public sealed record NegativeLogLikelihood : IClassWeighted
{
    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Classes;

    /// <inheritdoc/>
    public bool TakesLogProbabilities => true;

    /// <summary>What a row of each class counts; null where all count the same.</summary>
    public ClassWeights? ClassWeights { get; private init; }

    /// <inheritdoc/>
    public ILoss With(ClassWeights weights) => this with { ClassWeights = weights };

    /// <inheritdoc/>
    public double Weight(ReadOnlyMatrixSpan targets) => ClassWeights?.Of(targets) ?? targets.Rows;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
    {
        // A batch without weight teaches nothing.
        double total = Weight(targets), mean = total > 0 ? 1 / total : 0, loss = 0;
        for (int row = 0; row < predictions.Rows; row++)
        {
            for (int number = 0; number < predictions.Columns; number++)
            {
                double share = (ClassWeights?[number] ?? 1) * targets[row][number], logarithm = predictions[row][number];
                // An impossible class that is not the target costs nothing: 0 · −∞ would be NaN.
                if (share != 0 || double.IsNaN(logarithm))
                    loss -= share * logarithm;
                gradient[row][number] = (float)(-share * mean);
            }
        }
        return loss * mean;
    }
}
