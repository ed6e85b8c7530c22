using Sweep.Core.Contracts;

namespace Sweep.Core.Losses;

/// <summary>The absolute error with a rounded tip: <see cref="Huber"/> divided by the error at which it becomes linear.</summary>
/// <remarks>
/// <code>loss = e²/(2β) where |e| ≤ β, |e| − β/2 elsewhere,   e = p − t</code>
/// averaged over rows and outputs. Source: Girshick 2015, "Fast R-CNN", eq. 3, for β = 1; β is PyTorch's.
/// </remarks>
public sealed record SmoothL1 : PointwiseLoss
{
    /// <summary>The error at which the loss becomes linear, in the target's units. Above 0.</summary>
    public double Beta { get; init => field = Check.Positive(value); } = 1;

    /// <inheritdoc/>
    protected override (double Value, double Slope) At(double prediction, double target)
    {
        double error = prediction - target, size = Math.Abs(error);
        return size > Beta
            ? (size - Beta / 2, error > 0 ? 1 : -1)
            : (error * error / (2 * Beta), error / Beta);
    }
}
