using Sweep.Core.Contracts;

namespace Sweep.Core.Initializers;

/// <summary>Keeps the size of values on the way forward where nothing takes any away; normal, cut at two deviations.</summary>
/// <remarks>
/// <code>variance of w = 1 / fan in</code>
/// Source: LeCun et al. 1998, "Efficient backprop", section 4.6.
/// </remarks>
public sealed record LecunNormal : ScaledNormal
{
    internal override double Variance(WeightTensor tensor) => 1.0 / tensor.FanIn;
}
