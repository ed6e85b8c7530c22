using Sweep.Core.Contracts;

namespace Sweep.Core.Initializers;

/// <summary>Keeps the size of values on the way forward where a rectifier takes half of them away.</summary>
/// <remarks>
/// <code>w uniform in ±√(6 / fan in)</code>
/// Source: He et al. 2015, "Delving deep into rectifiers", eq. 10, for a uniform distribution.
/// </remarks>
public sealed record HeUniform : ScaledUniform
{
    internal override double Variance(WeightTensor tensor) => 2.0 / tensor.FanIn;
}
