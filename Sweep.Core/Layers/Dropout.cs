using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>In training, sets values to 0 by chance and makes the others larger, so that their expectation stays; otherwise it does nothing.</summary>
/// <remarks>
/// Source: Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting"; the scaling by 1/(1 − rate) takes
/// place in training, as everywhere in the field. Which values go follows from the step and their place in the batch.
/// </remarks>
public sealed record Dropout : ILayer
{
    /// <summary>Share of the values that are set to 0, in [0, 1).</summary>
    public double Rate { get; init => field = Check.Fraction(value); } = 0.5;

    /// <inheritdoc/>
    public LayerForm Form(Shape input) => new(input);

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass)
    {
        if (pass.Training)
            Drop(pass.Input.Values, pass.Random, pass.Output.Values);
        else
            pass.Input.Values.CopyTo(pass.Output.Values);
    }

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        if (!pass.InputGradient.IsEmpty)
            Drop(pass.OutputGradient.Values, pass.Random, pass.InputGradient.Values);
    }

    private void Drop(ReadOnlySpan<float> values, StepRandom random, Span<float> result)
    {
        uint dropped = (uint)(Rate * (1L << 32));
        float scale = (float)(1 / (1 - Rate));
        int i = 0;
        for (; i + 4 <= values.Length; i += 4)
        {
            var (a, b, c, d) = random.Block(i / 4);
            // A product, also by 0, so that NaN stays NaN.
            result[i] = values[i] * (a < dropped ? 0 : scale);
            result[i + 1] = values[i + 1] * (b < dropped ? 0 : scale);
            result[i + 2] = values[i + 2] * (c < dropped ? 0 : scale);
            result[i + 3] = values[i + 3] * (d < dropped ? 0 : scale);
        }
        if (i == values.Length)
            return;
        var (first, second, third, _) = random.Block(i / 4);
        for (int part = i; part < values.Length; part++)
            result[part] = values[part] * ((part - i) switch { 0 => first, 1 => second, _ => third } < dropped ? 0 : scale);
    }
}
