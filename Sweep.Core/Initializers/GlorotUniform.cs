using Sweep.Core.Contracts;

namespace Sweep.Core.Initializers;

/// <summary>A compromise that keeps the size of values on the way forward and of gradients on the way back; for tanh.</summary>
/// <remarks>
/// <code>w uniform in ±√(6 / (fan in + fan out))</code>
/// Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", eq. 16.
/// </remarks>
public sealed record GlorotUniform : ScaledUniform
{
    internal override double Variance(WeightTensor tensor) => 2.0 / (tensor.FanIn + tensor.FanOut);
}
