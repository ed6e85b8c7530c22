using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Initializers;

/// <summary>Kernels are uniform in ±√(3 · variance).</summary>
public abstract record ScaledUniform : KernelInitializer
{
    /// <summary>The variance of the weights of a kernel.</summary>
    internal abstract double Variance(WeightTensor tensor);

    private protected override void FillKernel(Span<float> weights, WeightTensor tensor, RandomStream random)
    {
        double bound = Math.Sqrt(3 * Variance(tensor));
        foreach (ref float weight in weights)
            weight = (float)random.Uniform(-bound, bound);
    }
}
