using System.Runtime.CompilerServices;

namespace Sweep.Core.Numerics;

/// <summary>Writes a matrix with rows and columns exchanged.</summary>
internal static class Transposition
{
    // The values of a cache line: what is read of a line is used before it is gone.
    private const int Block = 16;

    /// <summary>result[c, r] = matrix[r, c].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(ReadOnlyMatrixSpan matrix, MatrixSpan result)
    {
        if (matrix.Rows != result.Columns || matrix.Columns != result.Rows)
        {
            throw new ArgumentException(
                $"A matrix of {matrix.Rows} × {matrix.Columns} is transposed into one of {matrix.Columns} × {matrix.Rows}; got {result.Rows} × {result.Columns}.");
        }
        ReadOnlySpan<float> from = matrix.Values;
        Span<float> to = result.Values;
        for (int first = 0; first < matrix.Columns; first += Block)
        {
            int end = Math.Min(first + Block, matrix.Columns);
            for (int row = 0; row < matrix.Rows; row++)
            {
                for (int column = first; column < end; column++)
                    to[column * matrix.Rows + row] = from[row * matrix.Columns + column];
            }
        }
    }
}
