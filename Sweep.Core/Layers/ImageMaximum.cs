using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The largest value under a window, wherever it lies on images of one size: what <see cref="MaxPool"/> and <see cref="MaxPool1D"/> have in common.</summary>
internal static class ImageMaximum
{
    /// <summary>The form of a layer with this output.</summary>
    public static LayerForm Form(Shape output) => new(output) { MemoryPerRow = output.Count };

    /// <summary>As in <see cref="ILayer"/>.</summary>
    public static void Forward(Window window, (int Height, int Width, int Channels) image, in ForwardPass pass)
    {
        var (height, width, channels) = image;
        var places = window.Fit(height, width);
        var kept = Kept(pass.Memory);
        int to = 0;
        for (int row = 0; row < pass.Input.Rows; row++)
        {
            for (int down = 0; down < places.Height; down++)
            {
                for (int across = 0; across < places.Width; across++, to += channels)
                {
                    Find(
                        pass.Input[row], window.Over(down, across, height, width), width, channels,
                        pass.Output.Values.Slice(to, channels), kept.Slice(to, channels));
                }
            }
        }
    }

    /// <summary>As in <see cref="ILayer"/>.</summary>
    public static void Backward(in BackwardPass pass)
    {
        if (pass.InputGradient.IsEmpty)
            return;
        pass.InputGradient.Values.Clear();
        var kept = Kept(pass.Memory);
        int outputs = pass.OutputGradient.Columns;
        for (int row = 0; row < pass.OutputGradient.Rows; row++)
        {
            var upstream = pass.OutputGradient[row];
            var gradient = pass.InputGradient[row];
            for (int i = 0; i < outputs; i++)
                gradient[kept[row * outputs + i]] += upstream[i];
        }
    }

    // The largest of each channel over some lines and columns, and where it stood.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Find(
        ReadOnlySpan<float> image, (int Top, int Bottom, int Left, int Right) under, int width, int channels, Span<float> largest, Span<int> largestAt)
    {
        ref float values = ref MemoryMarshal.GetReference(image);
        int first = (under.Top * width + under.Left) * channels, channel = 0;
        for (; channel <= channels - Lanes.Width; channel += Lanes.Width)
        {
            var most = Vector256.LoadUnsafe(ref values, (nuint)(first + channel));
            var mostAt = Vector256.Create(first + channel);
            for (int line = under.Top; line < under.Bottom; line++)
            {
                int at = (line * width + under.Left) * channels + channel;
                for (int column = under.Left; column < under.Right; column++, at += channels)
                {
                    var value = Vector256.LoadUnsafe(ref values, (nuint)at);
                    var larger = Vector256.GreaterThan(value, most) | ~Vector256.Equals(value, value);
                    most = Vector256.ConditionalSelect(larger, value, most);
                    mostAt = Vector256.ConditionalSelect(larger.AsInt32(), Vector256.Create(at), mostAt);
                }
            }
            most.CopyTo(largest[channel..]);
            (mostAt + Vector256<int>.Indices).CopyTo(largestAt[channel..]);
        }
        for (; channel < channels; channel++)
        {
            float most = image[first + channel];
            int mostAt = first + channel;
            for (int line = under.Top; line < under.Bottom; line++)
            {
                int at = (line * width + under.Left) * channels + channel;
                for (int column = under.Left; column < under.Right; column++, at += channels)
                {
                    if (image[at] > most || float.IsNaN(image[at]))
                        (most, mostAt) = (image[at], at);
                }
            }
            (largest[channel], largestAt[channel]) = (most, mostAt);
        }
    }

    // The memory holds, for each output, where in its row the value stood.
    private static Span<int> Kept(Span<float> memory) => MemoryMarshal.Cast<float, int>(memory);
}
