using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>Looks up a vector for each value of a sparse row (a word of a text, say) and takes their sum or their mean.</summary>
/// <remarks>
/// The column of a value is its id, and the value weighs the vector. The mean divides by the number of values, whatever they are; a row
/// without values becomes 0. In a dense row the values that are not 0 count.
/// </remarks>
public sealed record EmbeddingBag : ITakesSparseRows
{
    /// <summary>Length of a vector. At least 1.</summary>
    public required int Dimension { get; init => field = Check.AtLeast(1, value); }

    /// <summary>What is made of the vectors.</summary>
    public BagMode Mode { get; init => field = Check.Known(value); } = BagMode.Mean;

    /// <inheritdoc/>
    public LayerForm Form(Shape input)
    {
        input.Require(1, "[features], best as sparse rows");
        return new LayerForm(new Shape(Dimension))
        {
            Weights = [new WeightTensor("vectors", WeightRole.Embedding, input.Count, Dimension)],
            // The gradient of a sum, made from that of the mean.
            MemoryPerRow = Mode == BagMode.Mean ? Dimension : 0,
        };
    }

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass)
    {
        var vectors = new ReadOnlyMatrixSpan(pass.Weights, pass.InputShape.Count, Dimension);
        if (pass.SparseInput.IsEmpty)
            MatrixProduct.Multiply(pass.Input, vectors, pass.Output);
        else
            SparseProduct.Multiply(pass.SparseInput, vectors, pass.Output, accumulate: false);
        for (int row = 0; Mode == BagMode.Mean && row < pass.Output.Rows; row++)
        {
            int size = Size(pass.Input, pass.SparseInput, row);
            foreach (ref float value in pass.Output[row])
                value /= size;
        }
    }

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        var upstream = pass.OutputGradient;
        if (Mode == BagMode.Mean)
        {
            var shared = new MatrixSpan(pass.Memory, upstream.Rows, Dimension);
            for (int row = 0; row < upstream.Rows; row++)
            {
                int size = Size(pass.Input, pass.SparseInput, row);
                for (int i = 0; i < Dimension; i++)
                    shared[row][i] = upstream[row][i] / size;
            }
            upstream = shared;
        }
        var gradient = new MatrixSpan(pass.WeightGradient, pass.InputShape.Count, Dimension);
        if (pass.SparseInput.IsEmpty)
            MatrixProduct.MultiplyLeftTransposed(pass.Input, upstream, gradient);
        else
            SparseProduct.MultiplyLeftTransposed(pass.SparseInput, upstream, gradient);
        if (!pass.InputGradient.IsEmpty)
            MatrixProduct.MultiplyRightTransposed(upstream, new ReadOnlyMatrixSpan(pass.Weights, pass.InputShape.Count, Dimension), pass.InputGradient);
    }

    // At least 1, so that the mean of nothing is 0 and not NaN.
    private static int Size(ReadOnlyMatrixSpan dense, SparseRows sparse, int row)
    {
        int size = sparse.IsEmpty ? dense.Columns - dense[row].Count(0f) : sparse.Offsets[row + 1] - sparse.Offsets[row];
        return Math.Max(1, size);
    }
}
