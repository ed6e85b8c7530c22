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
            var values = new ReadOnlyMatrixSpan(pass.Input[row], height * width, channels);
            for (int place = 0; place < places.Height * places.Width; place++, to += channels)
            {
                var mean = pass.Output.Values.Slice(to, channels);
                var (top, bottom, left, right) = window.Over(place / places.Width, place % places.Width, height, width);
                for (int line = top; line < bottom; line++)
                {
                    for (int column = left; column < right; column++)
                        Elementwise.MultiplyAdd(1, values[line * width + column], mean);
                }
                Elementwise.Divide(mean, countPadding ? window.Taps : (bottom - top) * (right - left));
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
            var gradient = new MatrixSpan(pass.InputGradient[row], height * width, channels);
            for (int place = 0; place < places.Height * places.Width; place++, from += channels)
            {
                var upstream = pass.OutputGradient.Values.Slice(from, channels);
                var (top, bottom, left, right) = window.Over(place / places.Width, place % places.Width, height, width);
                float share = 1f / (countPadding ? window.Taps : (bottom - top) * (right - left));
                for (int line = top; line < bottom; line++)
                {
                    for (int column = left; column < right; column++)
                        Elementwise.MultiplyAdd(share, upstream, gradient[line * width + column]);
                }
            }
        }
    }
}
