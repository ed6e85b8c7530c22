using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>Brings each channel to mean 0 and variance 1 over a batch, then to a gain and a shift that are learned.</summary>
/// <remarks>
/// <code>y = gain·(x − mean) / √(variance + epsilon) + shift</code>
/// Source: Ioffe and Szegedy 2015, "Batch normalization", algorithm 1. A channel is a place of the last dimension; its values are taken over all
/// rows, and over all steps or pixels. In training, mean and (biased) variance are the batch's, and running ones follow them:
/// <code>running = (1 − momentum)·running + momentum·batch's</code>
/// with the unbiased variance, as in PyTorch. Otherwise the running ones are taken. A channel with a single value in the batch, which PyTorch
/// refuses, becomes the shift; it says nothing about the variance, so the running variance stays as it is.
/// </remarks>
public sealed record BatchNormalization : ILayer
{
    /// <summary>Share of the batch in the running mean and variance, in [0, 1).</summary>
    public double Momentum { get; init => field = Check.Fraction(value); } = 0.1;

    /// <summary>Keeps the division away from 0. Above 0.</summary>
    public double Epsilon { get; init => field = Check.Positive(value); } = 1e-5;

    /// <inheritdoc/>
    public LayerForm Form(Shape input) => new(input)
    {
        Weights =
        [
            new WeightTensor("gain", WeightRole.Gain, 1, input.Last),
            new WeightTensor("shift", WeightRole.Shift, 1, input.Last),
        ],
        // Running means, running variances.
        Statistics = [.. Enumerable.Repeat(0f, input.Last), .. Enumerable.Repeat(1f, input.Last)],
        // Means and 1 / √(variance + epsilon); in the backward pass also the two weights' gradients by the number of values.
        MemoryPerBatch = checked(4 * input.Last),
    };

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass)
    {
        int channels = pass.InputShape.Last;
        var input = new ReadOnlyMatrixSpan(pass.Input.Values, pass.Input.Values.Length / channels, channels);
        var mean = pass.Memory[..channels];
        var scale = pass.Memory.Slice(channels, channels);
        if (pass.Training)
        {
            ColumnMoments.Of(input, mean, scale);
            Follow(pass.Statistics, mean, scale, input.Rows);
        }
        else
        {
            pass.Statistics[..channels].CopyTo(mean);
            pass.Statistics[channels..].CopyTo(scale);
        }
        foreach (ref float variance in scale)
            variance = (float)(1 / Math.Sqrt(variance + Epsilon));

        var gain = pass.Weights[..channels];
        var shift = pass.Weights[channels..];
        var output = new MatrixSpan(pass.Output.Values, input.Rows, channels);
        for (int row = 0; row < input.Rows; row++)
            Normalize(input[row], mean, scale, gain, shift, output[row]);
    }

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        int channels = pass.InputShape.Last;
        var input = new ReadOnlyMatrixSpan(pass.Input.Values, pass.Input.Values.Length / channels, channels);
        var upstream = new ReadOnlyMatrixSpan(pass.OutputGradient.Values, input.Rows, channels);
        var mean = pass.Memory[..channels];
        var scale = pass.Memory.Slice(channels, channels);
        var gainGradient = pass.WeightGradient[..channels];
        var shiftGradient = pass.WeightGradient[channels..];
        ColumnMoments.WithStandardized(upstream, input, mean, scale, shiftGradient, gainGradient);
        if (pass.InputGradient.IsEmpty)
            return;

        var alongGain = pass.Memory.Slice(2 * channels, channels);
        var alongShift = pass.Memory.Slice(3 * channels, channels);
        for (int channel = 0; channel < channels; channel++)
            (alongGain[channel], alongShift[channel]) = (gainGradient[channel] / input.Rows, shiftGradient[channel] / input.Rows);
        var gradient = new MatrixSpan(pass.InputGradient.Values, input.Rows, channels);
        for (int row = 0; row < input.Rows; row++)
            BackThrough(input[row], mean, scale, pass.Weights[..channels], alongGain, alongShift, upstream[row], gradient[row]);
    }

    // y = gain·(x − mean)·scale + shift
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> scale, ReadOnlySpan<float> gain, ReadOnlySpan<float> shift, Span<float> y)
    {
        for (int i = 0; i < x.Length; i += Lanes.Width)
        {
            var normalized = (Lanes.Load(x, i) - Lanes.Load(mean, i)) * Lanes.Load(scale, i);
            Lanes.Store(Vector256.FusedMultiplyAdd(Lanes.Load(gain, i), normalized, Lanes.Load(shift, i)), y, i);
        }
    }

    // ∂loss/∂x = gain·scale·(∂loss/∂y − alongShift − (x − mean)·scale·alongGain)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackThrough(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> scale, ReadOnlySpan<float> gain,
        ReadOnlySpan<float> alongGain, ReadOnlySpan<float> alongShift, ReadOnlySpan<float> upstream, Span<float> gradient)
    {
        for (int i = 0; i < x.Length; i += Lanes.Width)
        {
            var scales = Lanes.Load(scale, i);
            var normalized = (Lanes.Load(x, i) - Lanes.Load(mean, i)) * scales;
            var rest = Vector256.FusedMultiplyAdd(-normalized, Lanes.Load(alongGain, i), Lanes.Load(upstream, i) - Lanes.Load(alongShift, i));
            Lanes.Store(Lanes.Load(gain, i) * scales * rest, gradient, i);
        }
    }

    private void Follow(Span<float> statistics, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, int values)
    {
        int channels = mean.Length;
        double unbiased = values / (values - 1.0);
        for (int channel = 0; channel < channels; channel++)
        {
            ref float runningMean = ref statistics[channel], runningVariance = ref statistics[channels + channel];
            runningMean = (float)((1 - Momentum) * runningMean + Momentum * mean[channel]);
            if (values > 1)
                runningVariance = (float)((1 - Momentum) * runningVariance + Momentum * variance[channel] * unbiased);
        }
    }
}
