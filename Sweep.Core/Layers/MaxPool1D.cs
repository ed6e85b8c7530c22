using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>Slides a window over a sequence and keeps the largest value under it, feature by feature.</summary>
/// <remarks><see cref="MaxPool"/> has the conventions.</remarks>
public sealed record MaxPool1D : SequencePooling
{
    /// <inheritdoc/>
    public override void Forward(in ForwardPass pass) => ImageMaximum.Forward(Window, Image(pass.InputShape), pass);

    /// <inheritdoc/>
    public override void Backward(in BackwardPass pass) => ImageMaximum.Backward(pass);

    private protected override LayerForm FormOf(Shape output) => ImageMaximum.Form(output);
}
