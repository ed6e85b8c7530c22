using Sweep.Core.Contracts;

namespace Sweep.Core.Initializers;

/// <summary>Keeps the size of values on the way forward where a rectifier takes half of them away; normal, cut at two deviations.</summary>
/// <remarks>
/// <code>variance of w = 2 / fan in</code>
/// Source: He et al. 2015, "Delving deep into rectifiers", eq. 10.
/// </remarks>
public sealed record HeNormal : ScaledNormal
{
    internal override double Variance(WeightTensor tensor) => 2.0 / tensor.FanIn;
}
