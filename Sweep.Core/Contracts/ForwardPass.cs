using Sweep.Core.Numerics;

namespace Sweep.Core.Contracts;

/// <summary>What a layer is given to compute its output from, and where it goes.</summary>
public readonly ref struct ForwardPass
{
    /// <summary>The shape of an input row.</summary>
    public required Shape InputShape { get; init; }

    /// <summary>The batch. Shape [rows, values of the input shape]; empty where <see cref="SparseInput"/> has the rows.</summary>
    public required ReadOnlyMatrixSpan Input { get; init; }

    /// <summary>The batch where rows are sparse; given to <see cref="ITakesSparseRows"/> only.</summary>
    public SparseRows SparseInput { get; init; }

    /// <summary>The layer's weights.</summary>
    public required ReadOnlySpan<float> Weights { get; init; }

    /// <summary>What the layer learns without a gradient; it is changed in training only.</summary>
    public Span<float> Statistics { get; init; }

    /// <summary>
    /// The layer's own memory for this batch: <see cref="LayerForm.MemoryPerRow"/> values for each row, then
    /// <see cref="LayerForm.MemoryPerBatch"/> values. What is in it before is of no meaning.
    /// </summary>
    public Span<float> Memory { get; init; }

    /// <summary>Whether the network learns from this batch; otherwise it is judged by it.</summary>
    public bool Training { get; init; }

    /// <summary>Random numbers of this layer in this step.</summary>
    public StepRandom Random { get; init; }

    /// <summary>Receives the result. Shape [rows, values of the output shape].</summary>
    public required MatrixSpan Output { get; init; }
}
