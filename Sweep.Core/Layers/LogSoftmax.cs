using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The logarithm of <see cref="Softmax"/>: each value of the last dimension minus ln of the sum of all eˣ.</summary>
/// <remarks>The largest value is taken off first, so nothing overflows.</remarks>
public sealed record LogSoftmax : ILayer
{
    /// <inheritdoc/>
    // The memory holds the shares.
    public LayerForm Form(Shape input) => new(input) { MemoryPerRow = input.Count };

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass)
    {
        int width = pass.InputShape.Last;
        var output = pass.Output.Values;
        Shift(pass.Input.Values, width, output);
        output.CopyTo(pass.Memory);
        Elementary.Exp(pass.Memory);
        for (int from = 0; from < output.Length; from += width)
        {
            var shares = pass.Memory.Slice(from, width);
            double sum = 0;
            foreach (float share in shares)
                sum += share;
            foreach (ref float share in shares)
                share = (float)(share / sum);
            double logarithm = Elementary.Log(sum);
            foreach (ref float value in output.Slice(from, width))
                value = (float)(value - logarithm);
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
            var shares = pass.Memory.Slice(from, width);
            var upstream = pass.OutputGradient.Values.Slice(from, width);
            var gradient = pass.InputGradient.Values.Slice(from, width);
            double sum = 0;
            foreach (float each in upstream)
                sum += each;
            for (int i = 0; i < width; i++)
                gradient[i] = (float)(upstream[i] - shares[i] * sum);
        }
    }

    /// <summary>Takes the largest of each <paramref name="width"/> values off them.</summary>
    internal static void Shift(ReadOnlySpan<float> values, int width, Span<float> shifted)
    {
        for (int from = 0; from < values.Length; from += width)
        {
            var group = values.Slice(from, width);
            float largest = group[0];
            foreach (float value in group)
                largest = Math.Max(largest, value); // keeps NaN
            for (int i = 0; i < width; i++)
                shifted[from + i] = group[i] - largest;
        }
    }
}
