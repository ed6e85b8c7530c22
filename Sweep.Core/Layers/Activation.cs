using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>A layer that applies one function to each value alone, and has no weights.</summary>
/// <typeparam name="TFunction">The function, and its derivative.</typeparam>
public abstract record Activation<TFunction> : ILayer
    where TFunction : struct, IElementFunction, IElementGradient
{
    /// <inheritdoc/>
    public LayerForm Form(Shape input) => new(input);

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass) => Elementwise.Apply(Make(), pass.Input.Values, pass.Output.Values);

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        if (!pass.InputGradient.IsEmpty)
            Elementwise.ApplyGradient(Make(), pass.Input.Values, pass.Output.Values, pass.OutputGradient.Values, pass.InputGradient.Values);
    }

    /// <summary>The function with the layer's settings.</summary>
    private protected virtual TFunction Make() => default;
}
