using Sweep.Core.Contracts;

namespace Sweep.Core.Initializers;

/// <summary>Keeps the size of values on the way forward where nothing takes any away.</summary>
/// <remarks>
/// <code>w uniform in ±√(3 / fan in)</code>
/// Source: LeCun et al. 1998, "Efficient backprop", section 4.6, for a uniform distribution.
/// </remarks>
public sealed record LecunUniform : ScaledUniform
{
    internal override double Variance(WeightTensor tensor) => 1.0 / tensor.FanIn;
}
