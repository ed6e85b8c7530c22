namespace Sweep.Core.Losses;

/// <summary>The squared difference of prediction and target, averaged over rows and outputs.</summary>
/// <remarks><code>loss = Σ (p − t)² / n,   ∂loss/∂p = 2 (p − t) / n</code> with n the number of values.</remarks>
public sealed record MeanSquaredError : PointwiseLoss
{
    /// <inheritdoc/>
    protected override (double Value, double Slope) At(double prediction, double target)
    {
        double error = prediction - target;
        return (error * error, 2 * error);
    }
}
