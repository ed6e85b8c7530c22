using System.Runtime.InteropServices;
using Sweep.Core.Contracts;

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
        kept.Fill(-1);
        int to = 0;
        for (int row = 0; row < pass.Input.Rows; row++)
        {
            var values = pass.Input[row];
            for (int place = 0; place < places.Height * places.Width; place++, to += channels)
            {
                var largest = pass.Output.Values.Slice(to, channels);
                var largestAt = kept.Slice(to, channels);
                for (int tap = 0; tap < window.Taps; tap++)
                {
                    int pixel = window.Pixel(place / places.Width, place % places.Width, tap, height, width);
                    for (int channel = 0; pixel >= 0 && channel < channels; channel++)
                    {
                        float value = values[pixel * channels + channel];
                        if (largestAt[channel] < 0 || value > largest[channel] || float.IsNaN(value))
                            (largest[channel], largestAt[channel]) = (value, pixel * channels + channel);
                    }
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

    // The memory holds, for each output, where in its row the value stood.
    private static Span<int> Kept(Span<float> memory) => MemoryMarshal.Cast<float, int>(memory);
}
