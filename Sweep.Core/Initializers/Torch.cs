using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Initializers;

/// <summary>The weights that PyTorch's layers start from, so that a study here starts where its peer in PyTorch does.</summary>
/// <remarks>
/// Kernels and biases are uniform in ±1/√(fan in), with the layer's fan in for the bias, too; everything in a recurrent layer is uniform in
/// ±1/√(hidden units); embeddings are normal with deviation 1; gains are 1 and shifts 0.
/// </remarks>
public sealed record Torch : IInitializer
{
    /// <inheritdoc/>
    public void Fill(Span<float> weights, WeightTensor tensor, RandomStream random)
    {
        switch (tensor.Role)
        {
            case WeightRole.Gain:
                weights.Fill(1);
                break;
            case WeightRole.Shift:
                weights.Clear();
                break;
            case WeightRole.Embedding:
                foreach (ref float weight in weights)
                    weight = (float)random.Normal();
                break;
            default:
                double bound = 1 / Math.Sqrt(tensor.HiddenUnits > 0 ? tensor.HiddenUnits : tensor.FanIn);
                foreach (ref float weight in weights)
                    weight = (float)random.Uniform(-bound, bound);
                break;
        }
    }
}
