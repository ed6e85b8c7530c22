using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>A layer that applies one function to each value alone, and has no weights.</summary>
/// <typeparam name="TFunction">The function, and its derivative told from its value.</typeparam>
public abstract record Activation<TFunction> : ILayer
    where TFunction : struct, IElementFunction, IElementGradient
{
    /// <inheritdoc/>
    public LayerForm Form(Shape input) => new(input);

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass) => Elementwise.Apply<TFunction>(pass.Input.Values, pass.Output.Values);

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        if (!pass.InputGradient.IsEmpty)
            Elementwise.ApplyGradient<TFunction>(pass.Output.Values, pass.OutputGradient.Values, pass.InputGradient.Values);
    }
}
