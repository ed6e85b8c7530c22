using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Initializers;

/// <summary>Everything starts at 0, and gains at 1: for linear models; the units of a hidden layer would all learn the same.</summary>
public sealed record Zeros : IInitializer
{
    /// <inheritdoc/>
    public void Fill(Span<float> weights, WeightTensor tensor, RandomStream random) => weights.Fill(tensor.Role == WeightRole.Gain ? 1 : 0);
}
