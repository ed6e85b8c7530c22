namespace Sweep.Core.Losses;

/// <summary>The absolute difference of prediction and target, averaged over rows and outputs.</summary>
/// <remarks><code>loss = Σ |p − t| / n,   ∂loss/∂p = sign(p − t) / n</code> At a prediction that is exact the derivative is 0, as PyTorch has it.</remarks>
public sealed record MeanAbsoluteError : PointwiseLoss
{
    /// <inheritdoc/>
    protected override (double Value, double Slope) At(double prediction, double target)
    {
        double error = prediction - target;
        return (Math.Abs(error), error > 0 ? 1 : error < 0 ? -1 : error); // keeps NaN
    }
}
