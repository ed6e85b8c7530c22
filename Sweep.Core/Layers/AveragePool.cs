using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>Slides a window over an image and takes the mean of what is under it, channel by channel.</summary>
public sealed record AveragePool : Pooling
{
    /// <summary>Whether padding counts as values of 0; otherwise the mean is taken over what lies inside the image.</summary>
    public bool CountIncludePad { get; init; } = true;

    /// <inheritdoc/>
    public override void Forward(in ForwardPass pass)
    {
        var (window, shape) = (Window, pass.InputShape);
        var (height, width, channels) = (shape[0], shape[1], shape[2]);
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
                    value /= CountIncludePad ? window.Taps : inside;
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(in BackwardPass pass)
    {
        if (pass.InputGradient.IsEmpty)
            return;
        var (window, shape) = (Window, pass.InputShape);
        var (height, width, channels) = (shape[0], shape[1], shape[2]);
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
                float share = 1f / (CountIncludePad ? window.Taps : inside);
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
