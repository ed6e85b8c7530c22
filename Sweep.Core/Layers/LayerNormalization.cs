using Sweep.Core.Contracts;

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
            double sum = 0, squares = 0;
            foreach (float value in x)
                sum += value;
            double mean = sum / size;
            foreach (float value in x)
                squares += (value - mean) * (value - mean);
            double scale = 1 / Math.Sqrt(squares / size + Epsilon);
            (pass.Memory[2 * group], pass.Memory[2 * group + 1]) = ((float)mean, (float)scale);
            for (int i = 0; i < size; i++)
                y[i] = (float)((x[i] - mean) * scale * gain[i] + shift[i]);
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
            double along = 0, product = 0;
            for (int i = 0; i < size; i++)
            {
                float normalized = (x[i] - mean) * scale;
                gainGradient[i] += upstream[i] * normalized;
                shiftGradient[i] += upstream[i];
                along += (double)upstream[i] * gain[i];
                product += (double)upstream[i] * gain[i] * normalized;
            }
            if (pass.InputGradient.IsEmpty)
                continue;
            var gradient = pass.InputGradient.Values.Slice(group * size, size);
            for (int i = 0; i < size; i++)
                gradient[i] = (float)(scale * (upstream[i] * gain[i] - along / size - (x[i] - mean) * scale * (product / size)));
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
