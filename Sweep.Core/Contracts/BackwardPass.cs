using Sweep.Core.Numerics;

namespace Sweep.Core.Contracts;

/// <summary>What a layer is given to compute its gradients from, and where they go.</summary>
public readonly ref struct BackwardPass
{
    /// <summary>What the layer was given. Shape [rows, inputs].</summary>
    public required ReadOnlyMatrixSpan Input { get; init; }

    /// <summary>What it answered. Shape [rows, outputs].</summary>
    public required ReadOnlyMatrixSpan Output { get; init; }

    /// <summary>The layer's weights.</summary>
    public required ReadOnlySpan<float> Weights { get; init; }

    /// <summary>∂loss/∂output. Shape [rows, outputs].</summary>
    public required ReadOnlyMatrixSpan OutputGradient { get; init; }

    /// <summary>Receives ∂loss/∂weights.</summary>
    public required Span<float> WeightGradient { get; init; }

    /// <summary>Receives ∂loss/∂input, shape [rows, inputs]; empty for the first layer, where nobody asks.</summary>
    public required MatrixSpan InputGradient { get; init; }
}
