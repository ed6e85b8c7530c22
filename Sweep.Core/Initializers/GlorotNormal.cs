using Sweep.Core.Contracts;

namespace Sweep.Core.Initializers;

/// <summary>Glorot and Bengio's compromise between values and gradients, from a normal distribution cut at two deviations.</summary>
/// <remarks>
/// <code>variance of w = 2 / (fan in + fan out)</code>
/// Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", eq. 12.
/// </remarks>
public sealed record GlorotNormal : ScaledNormal
{
    internal override double Variance(WeightTensor tensor) => 2.0 / (tensor.FanIn + tensor.FanOut);
}
