using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>A window that slides over an image: how often it fits, and which pixels lie under it each time.</summary>
/// <param name="Size">What it covers, in taps.</param>
/// <param name="Stride">From one place to the next.</param>
/// <param name="Padding">Pixels of nothing that are put around the image.</param>
/// <param name="Dilation">From one tap to the next.</param>
internal readonly record struct Window(Pair Size, Pair Stride, Pair Padding, Pair Dilation)
{
    /// <summary>Taps of the window.</summary>
    public int Taps => Size.Height * Size.Width;

    /// <summary>How often the window fits, from top to bottom and from left to right; what is left at the end is left out.</summary>
    public Pair Fit(int height, int width)
    {
        var (down, across) = (
            Fit(height, Size.Height, Stride.Height, Padding.Height, Dilation.Height),
            Fit(width, Size.Width, Stride.Width, Padding.Width, Dilation.Width));
        if (down < 1 || across < 1)
        {
            string dilation = Dilation == 1 ? "" : $", dilation {Dilation}";
            throw new ArgumentException(
                $"a window of {Size.Height} × {Size.Width} does not fit into {height} × {width} (padding {Padding}{dilation}).");
        }
        if (down > Array.MaxLength || across > Array.MaxLength || down * across > Array.MaxLength || (long)Size.Height * Size.Width > Array.MaxLength)
            throw new ArgumentException($"padding {Padding} makes more of {height} × {width} than memory can hold.");
        return new Pair((int)down, (int)across);
    }

    /// <summary>Room for an image with the padding around it.</summary>
    public Canvas Canvas(Pair image, int channels) =>
        new(image, channels, Padding, (checked(image.Height + 2 * Padding.Height), checked(image.Width + 2 * Padding.Width)));

    /// <summary>The lines and columns of an image that lie under the window, whose taps touch; the padding is left out.</summary>
    public (int Top, int Bottom, int Left, int Right) Over(int down, int across, int height, int width)
    {
        int top = down * Stride.Height - Padding.Height, left = across * Stride.Width - Padding.Width;
        return (Math.Max(0, top), Math.Min(height, top + Size.Height), Math.Max(0, left), Math.Min(width, left + Size.Width));
    }

    // A division of whole numbers rounds towards 0, so what is below 0 is told apart first.
    private static long Fit(long image, long size, long stride, long padding, long dilation)
    {
        long room = image + 2 * padding - dilation * (size - 1) - 1;
        return room < 0 ? 0 : room / stride + 1;
    }
}
