using Sweep.Core.Contracts;

namespace Sweep.Core.Losses;

/// <summary>Half the squared error where it is small, and linear where it is large: outliers pull no harder than anything else that is far off.</summary>
/// <remarks>
/// <code>loss = e²/2 where |e| ≤ δ, δ (|e| − δ/2) elsewhere,   e = p − t</code>
/// averaged over rows and outputs. Source: Huber 1964, "Robust Estimation of a Location Parameter".
/// </remarks>
public sealed record Huber : PointwiseLoss
{
    /// <summary>The error at which the loss becomes linear, in the target's units. Above 0.</summary>
    public double Delta { get; init => field = Check.Positive(value); } = 1;

    /// <inheritdoc/>
    protected override (double Value, double Slope) At(double prediction, double target)
    {
        double error = prediction - target, size = Math.Abs(error);
        return size > Delta
            ? (Delta * (size - Delta / 2), error > 0 ? Delta : -Delta)
            : (error * error / 2, error);
    }
}
