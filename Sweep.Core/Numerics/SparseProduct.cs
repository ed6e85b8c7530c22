using System.Runtime.CompilerServices;

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
        if (!accumulate)
            result.Values.Clear();
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int place = rows.Offsets[row]; place < rows.Offsets[row + 1]; place++)
                Elementwise.MultiplyAdd(rows.Values[place], matrix[rows.Columns[place]], result[row]);
        }
    }

    /// <summary>result = rowsᵀ · matrix.</summary>
    /// <param name="rows">Shape [rows, inner].</param>
    /// <param name="matrix">Shape [rows, columns].</param>
    /// <param name="result">Shape [inner, columns].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyLeftTransposed(SparseRows rows, ReadOnlyMatrixSpan matrix, MatrixSpan result)
    {
        result.Values.Clear();
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int place = rows.Offsets[row]; place < rows.Offsets[row + 1]; place++)
                Elementwise.MultiplyAdd(rows.Values[place], matrix[row], result[rows.Columns[place]]);
        }
    }
}
