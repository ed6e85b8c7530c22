using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>Slides a window over a sequence and takes the mean of what is under it, feature by feature.</summary>
public sealed record AveragePool1D : SequencePooling
{
    /// <summary>Whether padding counts as values of 0; otherwise the mean is taken over what lies inside the sequence.</summary>
    public bool CountIncludePad { get; init; } = true;

    /// <inheritdoc/>
    public override void Forward(in ForwardPass pass) => ImageMean.Forward(Window, Image(pass.InputShape), CountIncludePad, pass);

    /// <inheritdoc/>
    public override void Backward(in BackwardPass pass) => ImageMean.Backward(Window, Image(pass.InputShape), CountIncludePad, pass);
}
