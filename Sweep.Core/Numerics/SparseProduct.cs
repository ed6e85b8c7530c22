using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>Products of sparse rows with a dense matrix. Each sum goes through a row's values in their order.</summary>
public static class SparseProduct
{
    /// <summary>result = rows · matrix, or result += rows · matrix.</summary>
    /// <param name="rows">Shape [rows, inner].</param>
    /// <param name="matrix">Shape [inner, columns].</param>
    /// <param name="result">Shape [rows, columns].</param>
    /// <param name="accumulate">Whether to add to what is in the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(SparseRows rows, ReadOnlyMatrixSpan matrix, MatrixSpan result, bool accumulate)
    {
        Require(rows.ColumnCount == matrix.Rows && rows.Rows == result.Rows && matrix.Columns == result.Columns, rows, matrix, result);
        if (!accumulate)
            result.Values.Clear();
        for (int row = 0; row < rows.Rows; row++)
        {
            var sums = result[row];
            // A single sum need not go through memory.
            if (sums.Length == 1)
            {
                sums[0] = Sum(rows.Values[rows[row]], rows.Columns[rows[row]], matrix.Values, sums[0]);
                continue;
            }
            for (int place = rows.Offsets[row]; place < rows.Offsets[row + 1]; place++)
                MultiplyAdd(rows.Values[place], matrix[rows.Columns[place]], sums);
        }
    }

    /// <summary>result = rowsᵀ · matrix.</summary>
    /// <param name="rows">Shape [rows, inner].</param>
    /// <param name="matrix">Shape [rows, columns].</param>
    /// <param name="result">Shape [inner, columns].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyLeftTransposed(SparseRows rows, ReadOnlyMatrixSpan matrix, MatrixSpan result)
    {
        Require(rows.Rows == matrix.Rows && rows.ColumnCount == result.Rows && matrix.Columns == result.Columns, rows, matrix, result);
        result.Values.Clear();
        for (int row = 0; row < rows.Rows; row++)
        {
            var values = matrix[row];
            if (values.Length == 1)
            {
                MultiplyAdd(rows.Values[rows[row]], values[0], rows.Columns[rows[row]], result.Values);
                continue;
            }
            for (int place = rows.Offsets[row]; place < rows.Offsets[row + 1]; place++)
                MultiplyAdd(rows.Values[place], values, result[rows.Columns[place]]);
        }
    }

    private static float Sum(ReadOnlySpan<float> values, ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, float sum)
    {
        for (int place = 0; place < values.Length; place++)
            sum = MathF.FusedMultiplyAdd(values[place], weights[columns[place]], sum);
        return sum;
    }

    private static void MultiplyAdd(ReadOnlySpan<float> values, float factor, ReadOnlySpan<int> columns, Span<float> result)
    {
        for (int place = 0; place < values.Length; place++)
            result[columns[place]] = MathF.FusedMultiplyAdd(values[place], factor, result[columns[place]]);
    }

    // Rows of the result are written without a look at how long those of the matrix are.
    private static void Require(bool fits, SparseRows rows, ReadOnlyMatrixSpan matrix, ReadOnlyMatrixSpan result)
    {
        if (!fits)
        {
            throw new ArgumentException(
                $"The shapes of a product must agree; got {rows.Rows} × {rows.ColumnCount}, {matrix.Rows} × {matrix.Columns} and a result of {result.Rows} × {result.Columns}.");
        }
    }

    // As Elementwise has it; here rows are short, and a call would take longer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(float factor, ReadOnlySpan<float> x, Span<float> result)
    {
        int i = 0;
        for (; i <= result.Length - Lanes.Width; i += Lanes.Width)
            WholeLanes.Store(Vector256.FusedMultiplyAdd(Vector256.Create(factor), WholeLanes.Load(x, i), WholeLanes.Load(result, i)), result, i);
        for (; i < result.Length; i++)
            result[i] = MathF.FusedMultiplyAdd(factor, x[i], result[i]);
    }
}
