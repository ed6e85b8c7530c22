using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Initializers;

/// <summary>The weights that Keras' layers start from, so that a study here starts where its peer in Keras does.</summary>
/// <remarks>
/// Kernels are uniform as Glorot and Bengio have them, recurrent kernels orthogonal, embeddings uniform in ±0.05; gains are 1, biases and
/// shifts 0, but for an LSTM's forget gate: its bias is 1, as Jozefowicz et al. 2015, "An empirical exploration of recurrent network
/// architectures", advise. Of the two biases that recurrent layers have here, the one that comes with the input has it.
/// </remarks>
public sealed record Keras : IInitializer
{
    private static readonly GlorotUniform _glorot = new();
    private static readonly Orthogonal _orthogonal = new();

    /// <inheritdoc/>
    public void Fill(Span<float> weights, WeightTensor tensor, RandomStream random)
    {
        if (tensor.Role == WeightRole.RecurrentKernel)
            _orthogonal.Fill(weights, tensor, random);
        else
            _glorot.Fill(weights, tensor, random);
        if (tensor.ForgetGate is { } gate)
            weights[gate].Fill(1);
    }
}
