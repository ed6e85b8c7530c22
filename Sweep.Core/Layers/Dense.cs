using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>Every output is a weighted sum of every input, plus a bias.</summary>
/// <remarks>
/// <code>y = x·W + b</code>
/// The slice of weights holds W, shape [inputs, units] row by row, then b. Both start uniform in ±1/√inputs, the default of
/// PyTorch's Linear, so that a study here starts where its peer in PyTorch does.
/// </remarks>
public sealed record Dense : ILayer
{
    /// <summary>Number of outputs. At least 1.</summary>
    public required int Units { get; init => field = Check.AtLeast(1, value); }

    /// <inheritdoc/>
    public int Outputs(int inputs) => Units;

    /// <inheritdoc/>
    public int WeightCount(int inputs) => checked((inputs + 1) * Units);

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, int inputs, RandomStream random)
    {
        double bound = 1 / Math.Sqrt(inputs);
        foreach (ref float weight in weights)
            weight = (float)random.Uniform(-bound, bound);
    }

    /// <inheritdoc/>
    public void Forward(ReadOnlyMatrixSpan input, ReadOnlySpan<float> weights, MatrixSpan output)
    {
        var bias = weights[(input.Columns * Units)..];
        for (int row = 0; row < output.Rows; row++)
            bias.CopyTo(output[row]);
        MatrixProduct.Multiply(input, Matrix(weights, input.Columns), output, accumulate: true);
    }

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        int inputs = pass.Input.Columns;
        var matrixGradient = new MatrixSpan(pass.WeightGradient[..(inputs * Units)], inputs, Units);
        MatrixProduct.MultiplyLeftTransposed(pass.Input, pass.OutputGradient, matrixGradient);
        Elementwise.SumRows(pass.OutputGradient, pass.WeightGradient[(inputs * Units)..]);
        if (!pass.InputGradient.IsEmpty)
            MatrixProduct.MultiplyRightTransposed(pass.OutputGradient, Matrix(pass.Weights, inputs), pass.InputGradient);
    }

    private ReadOnlyMatrixSpan Matrix(ReadOnlySpan<float> weights, int inputs) => new(weights[..(inputs * Units)], inputs, Units);
}
