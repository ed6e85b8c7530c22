using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>A layer that slides a window over an image and makes one value of what is under it, channel by channel.</summary>
/// <remarks>Images are [height, width, channels]. Where the window does not fit once more, the last lines and columns are left out.</remarks>
public abstract record Pooling : ILayer
{
    /// <summary>Height and width of the window. At least 1.</summary>
    public required Pair Size { get; init => field = Check.AtLeast(1, value); }

    /// <summary>How far the window moves, at least 1; by its own size if this is not set.</summary>
    public Pair? Stride { get; init => field = value is { } stride ? Check.AtLeast(1, stride) : null; }

    /// <summary>Lines and columns of nothing that are put on each side of the image: at most half of the window, which so never lies beside the image.</summary>
    public Pair Padding { get; init => field = Check.AtLeast(0, value); }

    /// <inheritdoc/>
    public LayerForm Form(Shape input)
    {
        input.Require(3, "[height, width, channels]");
        if (Padding.Height > Size.Height / 2 || Padding.Width > Size.Width / 2)
            throw new ArgumentException($"padding must be at most half of the size; got padding {Padding} for size {Size}.");
        var places = Window.Fit(input[0], input[1]);
        return FormOf(new Shape(places.Height, places.Width, input[2]));
    }

    /// <inheritdoc/>
    public abstract void Forward(in ForwardPass pass);

    /// <inheritdoc/>
    public abstract void Backward(in BackwardPass pass);

    /// <summary>The form, with the memory that the layer needs for its output.</summary>
    private protected virtual LayerForm FormOf(Shape output) => new(output);

    private protected Window Window => new(Size, Stride ?? Size, Padding, 1);

    private protected static (int Height, int Width, int Channels) Image(Shape input) => (input[0], input[1], input[2]);
}
