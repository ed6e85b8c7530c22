using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Initializers;

/// <summary>Kernels are normal, but no weight is far out: what lies more than two deviations from 0 is drawn again.</summary>
/// <remarks>
/// So does Keras, whose names these are, and divides by the deviation that is left of 1, so that the variance is as asked for; PyTorch's
/// functions of similar names keep the tails.
/// </remarks>
public abstract record ScaledNormal : KernelInitializer
{
    private const double Cut = 2;

    /// <summary>The deviation of a standard normal number that lies within ±2: √(1 − 4·φ(2) / (2·Φ(2) − 1)).</summary>
    private const double CutDeviation = 0.87962566103423978;

    /// <summary>The variance of the weights of a kernel.</summary>
    internal abstract double Variance(WeightTensor tensor);

    private protected override void FillKernel(Span<float> weights, WeightTensor tensor, RandomStream random)
    {
        double scale = Math.Sqrt(Variance(tensor)) / CutDeviation;
        foreach (ref float weight in weights)
        {
            double number;
            do
                number = random.Normal();
            while (Math.Abs(number) > Cut);
            weight = (float)(scale * number);
        }
    }
}
