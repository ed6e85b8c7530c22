using System.Runtime.InteropServices;
using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>Slides a window over an image and keeps the largest value under it, channel by channel.</summary>
/// <remarks>
/// Padding counts as −∞. NaN is kept where it lies under the window. The gradient goes to the value that was kept: to the first of equal ones,
/// line by line, as in PyTorch.
/// </remarks>
public sealed record MaxPool : Pooling
{
    /// <inheritdoc/>
    public override void Forward(in ForwardPass pass)
    {
        var (window, shape) = (Window, pass.InputShape);
        var (height, width, channels) = (shape[0], shape[1], shape[2]);
        var places = window.Fit(height, width);
        var kept = Kept(pass.Memory);
        kept.Fill(-1);
        int to = 0;
        for (int row = 0; row < pass.Input.Rows; row++)
        {
            var image = pass.Input[row];
            for (int place = 0; place < places.Height * places.Width; place++, to += channels)
            {
                var largest = pass.Output.Values.Slice(to, channels);
                var largestAt = kept.Slice(to, channels);
                for (int tap = 0; tap < window.Taps; tap++)
                {
                    int pixel = window.Pixel(place / places.Width, place % places.Width, tap, height, width);
                    for (int channel = 0; pixel >= 0 && channel < channels; channel++)
                    {
                        float value = image[pixel * channels + channel];
                        if (largestAt[channel] < 0 || value > largest[channel] || float.IsNaN(value))
                            (largest[channel], largestAt[channel]) = (value, pixel * channels + channel);
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(in BackwardPass pass)
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

    private protected override LayerForm FormOf(Shape output) => new(output) { MemoryPerRow = output.Count };

    // The memory holds, for each output, where in its row the value stood.
    private static Span<int> Kept(Span<float> memory) => MemoryMarshal.Cast<float, int>(memory);
}
