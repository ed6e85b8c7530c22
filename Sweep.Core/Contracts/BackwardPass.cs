using Sweep.Core.Numerics;

namespace Sweep.Core.Contracts;

/// <summary>What a layer is given to compute its gradients from, and where they go.</summary>
public readonly ref struct BackwardPass
{
    /// <summary>The shape of an input row.</summary>
    public required Shape InputShape { get; init; }

    /// <summary>What the layer was given. Shape [rows, values of the input shape]; empty where <see cref="SparseInput"/> has the rows.</summary>
    public required ReadOnlyMatrixSpan Input { get; init; }

    /// <summary>What it was given where rows are sparse.</summary>
    public SparseRows SparseInput { get; init; }

    /// <summary>What it answered. Shape [rows, values of the output shape].</summary>
    public required ReadOnlyMatrixSpan Output { get; init; }

    /// <summary>The layer's weights.</summary>
    public required ReadOnlySpan<float> Weights { get; init; }

    /// <summary>The layer's memory for this batch, as the forward pass left it.</summary>
    public Span<float> Memory { get; init; }

    /// <summary>Random numbers of this layer in this step: the same as in the forward pass.</summary>
    public StepRandom Random { get; init; }

    /// <summary>∂loss/∂output. Shape [rows, values of the output shape].</summary>
    public required ReadOnlyMatrixSpan OutputGradient { get; init; }

    /// <summary>Receives ∂loss/∂weights; what is in it before is of no meaning.</summary>
    public required Span<float> WeightGradient { get; init; }

    /// <summary>Receives ∂loss/∂input, shape [rows, values of the input shape]; empty for the first layer, where nobody asks.</summary>
    public required MatrixSpan InputGradient { get; init; }
}
