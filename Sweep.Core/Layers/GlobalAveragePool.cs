using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The mean of each channel over a whole image, or of each feature over a whole sequence.</summary>
public sealed record GlobalAveragePool : ILayer
{
    /// <inheritdoc/>
    public LayerForm Form(Shape input)
    {
        if (input.Rank < 2)
            throw new ArgumentException($"its input must be [height, width, channels] or [steps, features]; got {input}.");
        return new LayerForm(new Shape(input.Last));
    }

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass)
    {
        int channels = pass.InputShape.Last, pixels = pass.InputShape.Count / channels;
        for (int row = 0; row < pass.Input.Rows; row++)
        {
            var mean = pass.Output[row];
            Elementwise.SumRows(new ReadOnlyMatrixSpan(pass.Input[row], pixels, channels), mean);
            Elementwise.Divide(mean, pixels);
        }
    }

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        if (pass.InputGradient.IsEmpty)
            return;
        int channels = pass.InputShape.Last, pixels = pass.InputShape.Count / channels;
        for (int row = 0; row < pass.OutputGradient.Rows; row++)
        {
            var gradient = new MatrixSpan(pass.InputGradient[row], pixels, channels);
            pass.OutputGradient[row].CopyTo(gradient[0]);
            Elementwise.Divide(gradient[0], pixels);
            for (int pixel = 1; pixel < pixels; pixel++)
                gradient[0].CopyTo(gradient[pixel]);
        }
    }
}
