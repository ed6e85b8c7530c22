using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>For counts: minus the logarithm of the probability that a Poisson distribution gives them. The network predicts the logarithm of its rate.</summary>
/// <remarks>
/// <code>loss = eᵖ − t·p,   ∂loss/∂p = eᵖ − t</code>
/// averaged over rows and outputs, without log t!, which no prediction can alter: PyTorch's PoissonNLLLoss with log_input and not full.
/// A rate beyond what a double holds, at a prediction of 709.8, costs infinitely much.
/// </remarks>
public sealed record Poisson : PointwiseLoss
{
    /// <inheritdoc/>
    public override double LeastTarget => 0;

    /// <inheritdoc/>
    public override double Least => double.NegativeInfinity;

    /// <inheritdoc/>
    public override void ToTargetScale(Span<float> predictions) => Elementary.Exp(predictions);

    /// <inheritdoc/>
    protected override (double Value, double Slope) At(double prediction, double target)
    {
        double rate = Elementary.Exp(prediction);
        return (rate - target * prediction, rate - target);
    }
}
