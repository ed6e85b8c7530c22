using Sweep.Core.Numerics;

namespace Sweep.Core.Contracts;

/// <summary>One stage of a network. It holds settings only: weights are a slice of the network's one flat buffer.</summary>
public interface ILayer
{
    /// <summary>Values a row has after this layer.</summary>
    /// <param name="inputs">Values a row has before it.</param>
    int Outputs(int inputs);

    /// <summary>Weights that the layer needs, biases included.</summary>
    /// <param name="inputs">Values a row has before the layer.</param>
    int WeightCount(int inputs);

    /// <summary>Writes the weights to start from.</summary>
    void Initialize(Span<float> weights, int inputs, RandomStream random);

    /// <summary>Computes the output of a batch.</summary>
    /// <param name="input">Shape [rows, inputs].</param>
    /// <param name="weights">The layer's slice.</param>
    /// <param name="output">Receives the result. Shape [rows, outputs].</param>
    void Forward(ReadOnlyMatrixSpan input, ReadOnlySpan<float> weights, MatrixSpan output);

    /// <summary>Computes the gradients of a batch whose output <see cref="Forward"/> has computed.</summary>
    void Backward(in BackwardPass pass);
}
