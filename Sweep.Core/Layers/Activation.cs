using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>A layer that applies one function to each value alone, and has no weights.</summary>
/// <typeparam name="TFunction">The function, and its derivative told from its value.</typeparam>
public abstract record Activation<TFunction> : ILayer
    where TFunction : struct, IElementFunction, IElementGradient
{
    /// <inheritdoc/>
    public int Outputs(int inputs) => inputs;

    /// <inheritdoc/>
    public int WeightCount(int inputs) => 0;

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, int inputs, RandomStream random)
    {
    }

    /// <inheritdoc/>
    public void Forward(ReadOnlyMatrixSpan input, ReadOnlySpan<float> weights, MatrixSpan output) =>
        Elementwise.Apply<TFunction>(input.Values, output.Values);

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        if (!pass.InputGradient.IsEmpty)
            Elementwise.ApplyGradient<TFunction>(pass.Output.Values, pass.OutputGradient.Values, pass.InputGradient.Values);
    }
}
