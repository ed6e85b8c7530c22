using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>A layer that slides a window over a sequence and makes one value of what is under it, feature by feature.</summary>
/// <remarks>Sequences are [steps, features]. They are treated as images of one column; <see cref="Pooling"/> has the conventions.</remarks>
public abstract record SequencePooling : ILayer
{
    /// <summary>Steps under the window. At least 1.</summary>
    public required int Size { get; init => field = Check.AtLeast(1, value); }

    /// <summary>How far the window moves, at least 1; by its own size if this is not set.</summary>
    public int? Stride { get; init => field = value is { } stride ? Check.AtLeast(1, stride) : null; }

    /// <summary>Steps of nothing that are put on each side of the sequence: at most half of the window, which so never lies beside the sequence.</summary>
    public int Padding { get; init => field = Check.AtLeast(0, value); }

    /// <inheritdoc/>
    public LayerForm Form(Shape input)
    {
        input.Require(2, "[steps, features]");
        if (Padding > Size / 2)
            throw new ArgumentException($"padding must be at most half of the size; got padding {Padding} for size {Size}.");
        return FormOf(new Shape(Window.Fit(input[0], 1).Height, input[1]));
    }

    /// <inheritdoc/>
    public abstract void Forward(in ForwardPass pass);

    /// <inheritdoc/>
    public abstract void Backward(in BackwardPass pass);

    /// <summary>The form, with the memory that the layer needs for its output.</summary>
    private protected virtual LayerForm FormOf(Shape output) => new(output);

    private protected Window Window => new((Size, 1), (Stride ?? Size, 1), (Padding, 0), 1);

    private protected static (int Height, int Width, int Channels) Image(Shape input) => (input[0], 1, input[1]);
}
