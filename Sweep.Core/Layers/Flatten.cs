using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>Makes one dimension of all: the values of a row stay as they are, and where they are.</summary>
public sealed record Flatten : ILayer
{
    /// <inheritdoc/>
    public LayerForm Form(Shape input) => new(new Shape(input.Count));

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass) => pass.Input.Values.CopyTo(pass.Output.Values);

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        if (!pass.InputGradient.IsEmpty)
            pass.OutputGradient.Values.CopyTo(pass.InputGradient.Values);
    }
}
