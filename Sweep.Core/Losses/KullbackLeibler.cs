using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>How far predicted probabilities are from those of the target, for networks that end in log-softmax.</summary>
/// <remarks>
/// <code>loss = Σ t·(ln t − l),   ∂loss/∂l = −t</code>
/// summed over classes and averaged over rows, for probabilities t of the target and logarithms l of those predicted: PyTorch's KLDivLoss with
/// the reduction batchmean. 0·ln 0 is 0, so a class that the target excludes costs nothing. Source: Kullback and Leibler 1951, "On Information
/// and Sufficiency". Of a target that is a single class it is <see cref="NegativeLogLikelihood"/>.
/// </remarks>
public sealed record KullbackLeibler : ILoss
{
    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Classes;

    /// <inheritdoc/>
    public bool TakesLogProbabilities => true;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
    {
        double sum = 0;
        for (int i = 0; i < predictions.Values.Length; i++)
        {
            double share = targets.Values[i], logarithm = predictions.Values[i];
            if (share != 0 || double.IsNaN(logarithm))
                sum += share * (Elementary.Log(share) - logarithm);
            gradient.Values[i] = (float)(-share / predictions.Rows);
        }
        return sum / predictions.Rows;
    }
}
