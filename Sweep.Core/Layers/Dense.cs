using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>Every output is a weighted sum of every input, plus a bias; of a sequence or an image, for each step or pixel alike.</summary>
/// <remarks><code>y = x·W + b</code> W has the shape [inputs, units].</remarks>
public sealed record Dense : ITakesSparseRows
{
    /// <summary>Number of outputs. At least 1.</summary>
    public required int Units { get; init => field = Check.AtLeast(1, value); }

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; init; } = true;

    /// <inheritdoc/>
    public LayerForm Form(Shape input)
    {
        var kernel = new WeightTensor("kernel", WeightRole.Kernel, input.Last, Units);
        var bias = new WeightTensor("bias", WeightRole.Bias, 1, Units) { FanIn = input.Last };
        return new LayerForm(input.WithLast(Units)) { Weights = Bias ? [kernel, bias] : [kernel] };
    }

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass)
    {
        int inputs = pass.InputShape.Last;
        var output = Flat(pass.Output, Units);
        var kernel = Kernel(pass.Weights, inputs);
        var bias = pass.Weights[(inputs * Units)..];
        if (!pass.SparseInput.IsEmpty)
        {
            for (int row = 0; Bias && row < output.Rows; row++)
                bias.CopyTo(output[row]);
            SparseProduct.Multiply(pass.SparseInput, kernel, output, accumulate: Bias);
        }
        else if (Bias)
            MatrixProduct.Multiply(Flat(pass.Input, inputs), kernel, bias, output);
        else
            MatrixProduct.Multiply(Flat(pass.Input, inputs), kernel, output);
    }

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        int inputs = pass.InputShape.Last;
        var upstream = Flat(pass.OutputGradient, Units);
        var kernelGradient = new MatrixSpan(pass.WeightGradient[..(inputs * Units)], inputs, Units);
        if (pass.SparseInput.IsEmpty)
            MatrixProduct.MultiplyLeftTransposed(Flat(pass.Input, inputs), upstream, kernelGradient);
        else
            SparseProduct.MultiplyLeftTransposed(pass.SparseInput, upstream, kernelGradient);
        if (Bias)
            Elementwise.SumRows(upstream, pass.WeightGradient[(inputs * Units)..]);
        if (!pass.InputGradient.IsEmpty)
            MatrixProduct.MultiplyRightTransposed(upstream, Kernel(pass.Weights, inputs), Flat(pass.InputGradient, inputs));
    }

    private ReadOnlyMatrixSpan Kernel(ReadOnlySpan<float> weights, int inputs) => new(weights[..(inputs * Units)], inputs, Units);

    private static ReadOnlyMatrixSpan Flat(ReadOnlyMatrixSpan rows, int columns) => new(rows.Values, rows.Values.Length / columns, columns);

    private static MatrixSpan Flat(MatrixSpan rows, int columns) => new(rows.Values, rows.Values.Length / columns, columns);
}
