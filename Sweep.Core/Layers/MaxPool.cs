using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>Slides a window over an image and keeps the largest value under it, channel by channel.</summary>
/// <remarks>
/// Padding counts as −∞. NaN is kept where it lies under the window. The gradient goes to the value that was kept: to the first of equal ones,
/// line by line, as in PyTorch.
/// </remarks>
public sealed record MaxPool : Pooling
{
    /// <inheritdoc/>
    public override void Forward(in ForwardPass pass) => ImageMaximum.Forward(Window, Image(pass.InputShape), pass);

    /// <inheritdoc/>
    public override void Backward(in BackwardPass pass) => ImageMaximum.Backward(pass);

    private protected override LayerForm FormOf(Shape output) => ImageMaximum.Form(output);
}
