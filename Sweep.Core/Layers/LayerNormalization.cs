using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>Brings the values of a row to mean 0 and variance 1, then each to a gain and a shift that are learned.</summary>
/// <remarks>
/// <code>y = gain·(x − mean) / √(variance + epsilon) + shift</code>
/// Source: Ba, Kiros and Hinton 2016, "Layer normalization"; epsilon under the root and the biased variance as in PyTorch.
/// </remarks>
public sealed record LayerNormalization : ILayer
{
    /// <summary>How many dimensions are taken together, from the last one back: 1 takes each step or pixel alone. All if this is not set.</summary>
    public int? Dimensions { get; init => field = value is { } count ? Check.AtLeast(1, count) : null; }

    /// <summary>Keeps the division away from 0. Above 0.</summary>
    public double Epsilon { get; init => field = Check.Positive(value); } = 1e-5;

    /// <inheritdoc/>
    public LayerForm Form(Shape input)
    {
        if (Dimensions > input.Rank)
            throw new ArgumentException($"its input must have at least {Dimensions} dimensions to normalize over; got {input}.");
        int size = Size(input);
        return new LayerForm(input)
        {
            Weights = [new WeightTensor("gain", WeightRole.Gain, 1, size), new WeightTensor("shift", WeightRole.Shift, 1, size)],
            // The mean and 1 / √(variance + epsilon) of what is normalized together.
            MemoryPerRow = 2 * (input.Count / size),
        };
    }

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass)
    {
        int size = Size(pass.InputShape);
        var gain = pass.Weights[..size];
        var shift = pass.Weights[size..];
        for (int group = 0; group < pass.Input.Values.Length / size; group++)
        {
            var x = pass.Input.Values.Slice(group * size, size);
            var y = pass.Output.Values.Slice(group * size, size);
            double mean = Sums.Of(x) / size;
            double scale = 1 / Math.Sqrt(Sums.OfSquares(x, mean) / size + Epsilon);
            (pass.Memory[2 * group], pass.Memory[2 * group + 1]) = ((float)mean, (float)scale);
            Normalize(x, mean, scale, gain, shift, y);
        }
    }

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        int size = Size(pass.InputShape);
        var gain = pass.Weights[..size];
        var gainGradient = pass.WeightGradient[..size];
        var shiftGradient = pass.WeightGradient[size..];
        pass.WeightGradient.Clear();
        for (int group = 0; group < pass.Input.Values.Length / size; group++)
        {
            var x = pass.Input.Values.Slice(group * size, size);
            var upstream = pass.OutputGradient.Values.Slice(group * size, size);
            var (mean, scale) = (pass.Memory[2 * group], pass.Memory[2 * group + 1]);
            var (along, product) = Accumulate(x, mean, scale, upstream, gain, gainGradient, shiftGradient);
            if (!pass.InputGradient.IsEmpty)
            {
                BackThrough(
                    x, mean, scale, upstream, gain, (float)(along / size), (float)(product / size), pass.InputGradient.Values.Slice(group * size, size));
            }
        }
    }

    // y = gain·(x − mean)·scale + shift, normalized in double: the mean may be far larger than what is around it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize(ReadOnlySpan<float> x, double mean, double scale, ReadOnlySpan<float> gain, ReadOnlySpan<float> shift, Span<float> y)
    {
        Vector256<double> means = Vector256.Create(mean), scales = Vector256.Create(scale);
        for (int i = 0; i < x.Length; i += Lanes.Width)
        {
            var (low, high) = Vector256.Widen(Lanes.Load(x, i));
            var normalized = Vector256.Narrow((low - means) * scales, (high - means) * scales);
            Lanes.Store(Vector256.FusedMultiplyAdd(Lanes.Load(gain, i), normalized, Lanes.Load(shift, i)), y, i);
        }
    }

    // Adds to the gradients of gain and shift; the sums of gain·upstream, and of its products with the normalized values.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Along, double Product) Accumulate(
        ReadOnlySpan<float> x, float mean, float scale, ReadOnlySpan<float> upstream, ReadOnlySpan<float> gain,
        Span<float> gainGradient, Span<float> shiftGradient)
    {
        Vector256<float> means = Vector256.Create(mean), scales = Vector256.Create(scale);
        Vector256<double> along = Vector256<double>.Zero, product = along;
        for (int i = 0; i < x.Length; i += Lanes.Width)
        {
            // Past the end upstream is 0, and with it all that is summed.
            Vector256<float> normalized = (Lanes.Load(x, i) - means) * scales, given = Lanes.Load(upstream, i);
            Lanes.Store(Vector256.FusedMultiplyAdd(given, normalized, Lanes.Load(gainGradient, i)), gainGradient, i);
            Lanes.Store(given + Lanes.Load(shiftGradient, i), shiftGradient, i);
            var (lowGiven, highGiven) = Vector256.Widen(given);
            var (lowGain, highGain) = Vector256.Widen(Lanes.Load(gain, i));
            var (lowNormalized, highNormalized) = Vector256.Widen(normalized);
            along += lowGiven * lowGain + highGiven * highGain;
            product += lowGiven * lowGain * lowNormalized + highGiven * highGain * highNormalized;
        }
        return (Lanes.Sum(along), Lanes.Sum(product));
    }

    // ∂loss/∂x = scale·(gain·∂loss/∂y − along − (x − mean)·scale·product)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackThrough(
        ReadOnlySpan<float> x, float mean, float scale, ReadOnlySpan<float> upstream, ReadOnlySpan<float> gain, float along, float product,
        Span<float> gradient)
    {
        Vector256<float> means = Vector256.Create(mean), scales = Vector256.Create(scale), alongs = Vector256.Create(along), products = Vector256.Create(product);
        for (int i = 0; i < x.Length; i += Lanes.Width)
        {
            var normalized = (Lanes.Load(x, i) - means) * scales;
            var rest = Vector256.FusedMultiplyAdd(Lanes.Load(upstream, i), Lanes.Load(gain, i), -alongs);
            Lanes.Store(scales * Vector256.FusedMultiplyAdd(-normalized, products, rest), gradient, i);
        }
    }

    private int Size(Shape input)
    {
        int size = 1;
        for (int dimension = input.Rank - (Dimensions ?? input.Rank); dimension < input.Rank; dimension++)
            size *= input[dimension];
        return size;
    }
}
