using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Initializers;

/// <summary>A rule for kernels alone. Everything else starts as in Keras: gains at 1, biases and shifts at 0.</summary>
/// <remarks>
/// Embeddings are uniform in ±0.05, Keras' default: one vector of many is looked up, not summed, so that a scale by the number of inputs
/// would make them vanish.
/// </remarks>
public abstract record KernelInitializer : IInitializer
{
    private const double EmbeddingBound = 0.05;

    /// <inheritdoc/>
    public void Fill(Span<float> weights, WeightTensor tensor, RandomStream random)
    {
        switch (tensor.Role)
        {
            case WeightRole.Kernel or WeightRole.RecurrentKernel:
                FillKernel(weights, tensor, random);
                break;
            case WeightRole.Embedding:
                foreach (ref float weight in weights)
                    weight = (float)random.Uniform(-EmbeddingBound, EmbeddingBound);
                break;
            case WeightRole.Gain:
                weights.Fill(1);
                break;
            default:
                weights.Clear();
                break;
        }
    }

    /// <summary>Fills a kernel, of inputs or recurrent.</summary>
    private protected abstract void FillKernel(Span<float> weights, WeightTensor tensor, RandomStream random);
}
