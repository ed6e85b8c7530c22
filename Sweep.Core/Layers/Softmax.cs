using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>Turns the values of the last dimension into shares of 1: eˣ by the sum of all eˣ.</summary>
/// <remarks>The largest value is taken off first, so nothing overflows.</remarks>
public sealed record Softmax : ILayer
{
    /// <inheritdoc/>
    public LayerForm Form(Shape input) => new(input);

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass)
    {
        int width = pass.InputShape.Last;
        var output = pass.Output.Values;
        LogSoftmax.Shift(pass.Input.Values, width, output);
        Elementary.Exp(output);
        for (int from = 0; from < output.Length; from += width)
        {
            var shares = output.Slice(from, width);
            double sum = 0;
            foreach (float share in shares)
                sum += share;
            foreach (ref float share in shares)
                share = (float)(share / sum);
        }
    }

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        if (pass.InputGradient.IsEmpty)
            return;
        int width = pass.InputShape.Last;
        for (int from = 0; from < pass.Output.Values.Length; from += width)
        {
            var shares = pass.Output.Values.Slice(from, width);
            var upstream = pass.OutputGradient.Values.Slice(from, width);
            var gradient = pass.InputGradient.Values.Slice(from, width);
            double mean = 0;
            for (int i = 0; i < width; i++)
                mean += (double)shares[i] * upstream[i];
            for (int i = 0; i < width; i++)
                gradient[i] = (float)(shares[i] * (upstream[i] - mean));
        }
    }
}
