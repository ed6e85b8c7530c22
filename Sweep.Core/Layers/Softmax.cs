using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
            Elementwise.Divide(shares, (float)Sums.Of(shares));
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
            SubtractAndMultiply(upstream, (float)Sums.OfProducts(shares, upstream), shares, gradient);
        }
    }

    // gradient = shares·(upstream − mean)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SubtractAndMultiply(ReadOnlySpan<float> upstream, float mean, ReadOnlySpan<float> shares, Span<float> gradient)
    {
        for (int i = 0; i < upstream.Length; i += Lanes.Width)
            Lanes.Store(Lanes.Load(shares, i) * (Lanes.Load(upstream, i) - Vector256.Create(mean)), gradient, i);
    }
}
