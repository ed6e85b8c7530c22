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
            double sum = Sums.Of(shares);
            Elementwise.Divide(shares, (float)sum);
            Elementwise.Subtract(output.Slice(from, width), (float)Elementary.Log(sum));
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
            upstream.CopyTo(gradient);
            Elementwise.MultiplyAdd(-(float)Sums.Of(upstream), shares, gradient);
        }
    }

    /// <summary>Takes the largest of each <paramref name="width"/> values off them.</summary>
    internal static void Shift(ReadOnlySpan<float> values, int width, Span<float> shifted)
    {
        for (int from = 0; from < values.Length; from += width)
        {
            var group = values.Slice(from, width);
            group.CopyTo(shifted[from..]);
            Elementwise.Subtract(shifted.Slice(from, width), Elementwise.Largest(group));
        }
    }
}
