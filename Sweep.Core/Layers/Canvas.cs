using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>Room for an image with zeros around it.</summary>
/// <param name="Image">Lines and columns of the image.</param>
/// <param name="Channels">Values of a pixel.</param>
/// <param name="Before">Lines of zeros above it, and columns of zeros on its left.</param>
/// <param name="Size">Lines and columns of the whole.</param>
internal readonly record struct Canvas(Pair Image, int Channels, Pair Before, Pair Size)
{
    /// <summary>Values that it takes; 0 where the image needs nothing around it.</summary>
    public int Count => Size == Image ? 0 : checked(Size.Height * Size.Width * Channels);

    /// <summary>How far a pixel is from the one in the corner, in values.</summary>
    public int Offset(int line, int column) => (line * Size.Width + column) * Channels;

    /// <summary>Puts an image on room that was cleared once, and returns the whole; where it needs nothing around it, the image as it is.</summary>
    public ReadOnlySpan<float> Put(ReadOnlySpan<float> image, Span<float> room)
    {
        if (Count == 0)
            return image;
        int width = Image.Width * Channels;
        for (int line = 0; line < Image.Height; line++)
            image.Slice(line * width, width).CopyTo(room[Offset(Before.Height + line, Before.Width)..]);
        return room;
    }
}
