using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>Slides a window over an image and takes the mean of what is under it, channel by channel.</summary>
public sealed record AveragePool : Pooling
{
    /// <summary>Whether padding counts as values of 0; otherwise the mean is taken over what lies inside the image.</summary>
    public bool CountIncludePad { get; init; } = true;

    /// <inheritdoc/>
    public override void Forward(in ForwardPass pass) => ImageMean.Forward(Window, Image(pass.InputShape), CountIncludePad, pass);

    /// <inheritdoc/>
    public override void Backward(in BackwardPass pass) => ImageMean.Backward(Window, Image(pass.InputShape), CountIncludePad, pass);
}
