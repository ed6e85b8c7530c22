using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The mean of what is under a window, wherever it lies on images of one size: what <see cref="AveragePool"/> and <see cref="AveragePool1D"/> have in common.</summary>
internal static class ImageMean
{
    /// <summary>As in <see cref="ILayer"/>; padding counts as values of 0, or not at all.</summary>
    public static void Forward(Window window, (int Height, int Width, int Channels) image, bool countPadding, in ForwardPass pass)
    {
        var (height, width, channels) = image;
        var places = window.Fit(height, width);
        pass.Output.Values.Clear();
        int to = 0;
        for (int row = 0; row < pass.Input.Rows; row++)
        {
            for (int place = 0; place < places.Height * places.Width; place++, to += channels)
            {
                var mean = pass.Output.Values.Slice(to, channels);
                int inside = 0;
                for (int tap = 0; tap < window.Taps; tap++)
                {
                    int pixel = window.Pixel(place / places.Width, place % places.Width, tap, height, width);
                    if (pixel < 0)
                        continue;
                    Elementwise.MultiplyAdd(1, pass.Input[row].Slice(pixel * channels, channels), mean);
                    inside++;
                }
                foreach (ref float value in mean)
                    value /= countPadding ? window.Taps : inside;
            }
        }
    }

    /// <summary>As in <see cref="ILayer"/>; padding counts as values of 0, or not at all.</summary>
    public static void Backward(Window window, (int Height, int Width, int Channels) image, bool countPadding, in BackwardPass pass)
    {
        if (pass.InputGradient.IsEmpty)
            return;
        var (height, width, channels) = image;
        var places = window.Fit(height, width);
        pass.InputGradient.Values.Clear();
        int from = 0;
        for (int row = 0; row < pass.OutputGradient.Rows; row++)
        {
            for (int place = 0; place < places.Height * places.Width; place++, from += channels)
            {
                var (down, across) = (place / places.Width, place % places.Width);
                int inside = 0;
                for (int tap = 0; tap < window.Taps; tap++)
                    inside += window.Pixel(down, across, tap, height, width) < 0 ? 0 : 1;
                float share = 1f / (countPadding ? window.Taps : inside);
                for (int tap = 0; tap < window.Taps; tap++)
                {
                    int pixel = window.Pixel(down, across, tap, height, width);
                    if (pixel >= 0)
                    {
                        Elementwise.MultiplyAdd(
                            share, pass.OutputGradient.Values.Slice(from, channels), pass.InputGradient[row].Slice(pixel * channels, channels));
                    }
                }
            }
        }
    }
}
