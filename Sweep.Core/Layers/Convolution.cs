using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>Slides a window over an image: every output is a weighted sum of the values under it, with the same weights at each place.</summary>
/// <remarks>
/// Images are [height, width, channels]. As everywhere in the field, the kernel is not turned around first (a cross-correlation), and padding counts as 0.
/// The kernel's tensor has a row for each value under the window (line by line, channel by channel) and a column for each output channel.
/// </remarks>
public sealed record Convolution : ILayer
{
    /// <summary>Channels that go out. At least 1.</summary>
    public required int Channels { get; init => field = Check.AtLeast(1, value); }

    /// <summary>Height and width of the window. At least 1.</summary>
    public required Pair Kernel { get; init => field = Check.AtLeast(1, value); }

    /// <summary>How far the window moves. At least 1.</summary>
    public Pair Stride { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>Lines and columns of 0 that are put on each side of the image. At least 0.</summary>
    public Pair Padding { get; init => field = Check.AtLeast(0, value); }

    /// <summary>How far the values under the window are from one another: 1 where they touch.</summary>
    public Pair Dilation { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>Parts that the channels are cut into, each output channel seeing one of them. It must divide the channels that come in and go out.</summary>
    public int Groups { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; init; } = true;

    /// <inheritdoc/>
    public LayerForm Form(Shape input)
    {
        input.Require(3, "[height, width, channels]");
        return Over(input).Form();
    }

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass) => Over(pass.InputShape).Forward(pass);

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass) => Over(pass.InputShape).Backward(pass);

    private ImageConvolution Over(Shape input) =>
        new(new Window(Kernel, Stride, Padding, Dilation), (input[0], input[1], input[2]), Channels, Groups, Bias);
}
