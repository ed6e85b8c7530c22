using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>The product of a <see cref="SpreadMatrix"/> with a plain one, into rows that may be spread, too.</summary>
/// <remarks>
/// As in <see cref="MatrixProduct"/>, every element of a result is one chain of fused multiply-adds in the order of the summed index, and a tile
/// of 6 × 16 of them is kept in registers. Here the left side is never copied together: each row of a tile has its own pointer, and a step of the
/// sum moves all of them by the same offset.
/// </remarks>
internal static unsafe class SpreadProduct
{
    private const int TileRows = 6;
    private const int TileColumns = 16;

    // A packed panel of this depth takes 16 KiB: half of the smallest first-level cache in use.
    private const int PanelDepth = 256;

    /// <summary>result = start + left · right.</summary>
    /// <param name="left">Shape [m, k].</param>
    /// <param name="right">Shape [k, n].</param>
    /// <param name="start">What the sums of each of the n columns begin with; empty: 0.</param>
    /// <param name="result">Where the result lies; must not overlap the others.</param>
    /// <param name="rows">Where each of its m rows begins; column j is j values further.</param>
    /// <param name="columns">The columns that are computed. Of others nothing is read or written.</param>
    public static void Multiply(
        SpreadMatrix left, ReadOnlyMatrixSpan right, ReadOnlySpan<float> start, Span<float> result, ReadOnlySpan<int> rows, Range columns) =>
        Run(left, right, start, result, rows, columns, accumulate: false);

    /// <summary>result += left · right.</summary>
    /// <inheritdoc cref="Multiply"/>
    public static void MultiplyAdd(SpreadMatrix left, ReadOnlyMatrixSpan right, Span<float> result, ReadOnlySpan<int> rows, Range columns) =>
        Run(left, right, default, result, rows, columns, accumulate: true);

    [SkipLocalsInit]
    private static void Run(
        SpreadMatrix left, ReadOnlyMatrixSpan right, ReadOnlySpan<float> start, Span<float> result, ReadOnlySpan<int> rows, Range columns, bool accumulate)
    {
        var (first, count) = columns.GetOffsetAndLength(right.Columns);
        Require(left, right, start, result, rows, first + count);
        float* packed = stackalloc float[PanelDepth * TileColumns];
        float* begin = stackalloc float[TileColumns];
        fixed (float* a = left.Values, b = right.Values, c = result)
        fixed (int* aRows = left.Rows, aColumns = left.Columns, cRows = rows)
        {
            for (int column = first; column < first + count; column += TileColumns)
            {
                int width = Math.Min(TileColumns, first + count - column);
                new Span<float>(begin, TileColumns).Clear();
                if (!start.IsEmpty)
                    start.Slice(column, width).CopyTo(new Span<float>(begin, width));
                int from = 0;
                do
                {
                    int steps = Math.Min(PanelDepth, right.Rows - from);
                    float* panel = b + (nint)from * right.Columns + column;
                    if (right.Columns != TileColumns || width != TileColumns)
                    {
                        Pack(panel, right.Columns, steps, width, packed);
                        panel = packed;
                    }
                    Rows(
                        rows.Length, width, a, aRows, aColumns + from, steps, panel, accumulate || from > 0 ? null : begin, c + column, cRows);
                    from += steps;
                }
                while (from < right.Rows);
            }
        }
    }

    private static void Require(
        SpreadMatrix left, ReadOnlyMatrixSpan right, ReadOnlySpan<float> start, ReadOnlySpan<float> result, ReadOnlySpan<int> rows, int end)
    {
        if (left.Columns.Length != right.Rows || left.Rows.Length != rows.Length || !(start.IsEmpty || start.Length == right.Columns))
        {
            throw new ArgumentException(
                $"The shapes of a product must agree; got {left.Rows.Length} × {left.Columns.Length}, {right.Rows} × {right.Columns}, "
                + $"{start.Length} values to begin with and {rows.Length} rows of a result.");
        }
        foreach (int row in rows)
        {
            if (row < 0 || row > result.Length - end)
                throw new ArgumentException($"A row of a result must lie within its memory; got one of {end} values from {row} on, of {result.Length}.");
        }
    }

    [SkipLocalsInit]
    private static void Rows(
        int rows, int width, float* a, int* aRows, int* aColumns, nint steps, float* b, float* begin, float* c, int* cRows)
    {
        float* edge = stackalloc float[TileRows * TileColumns];
        int* nearRows = stackalloc int[TileRows];
        int* edgeRows = stackalloc int[TileRows];
        for (int row = 0; row < rows;)
        {
            int left = rows - row;
            int height = left is <= 4 or 7 or 8 ? 4 : TileRows;
            if (left >= height && width == TileColumns)
            {
                Tile(height, a, aRows + row, aColumns, steps, b, begin, c, cRows + row);
            }
            else
            {
                // What is missing of a tile is computed like its last row, and left out.
                int whole = Math.Min(height, left);
                for (int i = 0; i < height; i++)
                    (nearRows[i], edgeRows[i]) = (aRows[row + Math.Min(i, whole - 1)], i * TileColumns);
                for (int i = 0; begin is null && i < whole; i++)
                    Copy(c + cRows[row + i], edge + edgeRows[i], width);
                Tile(height, a, nearRows, aColumns, steps, b, begin, edge, edgeRows);
                for (int i = 0; i < whole; i++)
                    Copy(edge + edgeRows[i], c + cRows[row + i], width);
            }
            row += height;
        }
    }

    private static void Tile(int height, float* a, int* aRows, int* aColumns, nint steps, float* b, float* begin, float* c, int* cRows)
    {
        if (height == TileRows)
            Tile6(a, aRows, aColumns, steps, b, begin, c, cRows);
        else
            Tile4(a, aRows, aColumns, steps, b, begin, c, cRows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6(float* a, int* aRows, int* aColumns, nint steps, float* b, float* begin, float* c, int* cRows)
    {
        Vector256<float> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51;
        if (begin is null)
        {
            (c00, c01) = (Vector256.Load(c + cRows[0]), Vector256.Load(c + cRows[0] + 8));
            (c10, c11) = (Vector256.Load(c + cRows[1]), Vector256.Load(c + cRows[1] + 8));
            (c20, c21) = (Vector256.Load(c + cRows[2]), Vector256.Load(c + cRows[2] + 8));
            (c30, c31) = (Vector256.Load(c + cRows[3]), Vector256.Load(c + cRows[3] + 8));
            (c40, c41) = (Vector256.Load(c + cRows[4]), Vector256.Load(c + cRows[4] + 8));
            (c50, c51) = (Vector256.Load(c + cRows[5]), Vector256.Load(c + cRows[5] + 8));
        }
        else
        {
            c00 = c10 = c20 = c30 = c40 = c50 = Vector256.Load(begin);
            c01 = c11 = c21 = c31 = c41 = c51 = Vector256.Load(begin + 8);
        }

        float* a0 = a + aRows[0];
        float* a1 = a + aRows[1];
        float* a2 = a + aRows[2];
        float* a3 = a + aRows[3];
        float* a4 = a + aRows[4];
        float* a5 = a + aRows[5];
        for (int* end = aColumns + steps; aColumns < end; aColumns++)
        {
            nint k = *aColumns;
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var x = Vector256.Create(a0[k]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(a1[k]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(a2[k]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(a3[k]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            x = Vector256.Create(a4[k]);
            c40 = Vector256.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector256.FusedMultiplyAdd(x, b1, c41);
            x = Vector256.Create(a5[k]);
            c50 = Vector256.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector256.FusedMultiplyAdd(x, b1, c51);
            b += TileColumns;
        }

        c00.Store(c + cRows[0]);
        c01.Store(c + cRows[0] + 8);
        c10.Store(c + cRows[1]);
        c11.Store(c + cRows[1] + 8);
        c20.Store(c + cRows[2]);
        c21.Store(c + cRows[2] + 8);
        c30.Store(c + cRows[3]);
        c31.Store(c + cRows[3] + 8);
        c40.Store(c + cRows[4]);
        c41.Store(c + cRows[4] + 8);
        c50.Store(c + cRows[5]);
        c51.Store(c + cRows[5] + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4(float* a, int* aRows, int* aColumns, nint steps, float* b, float* begin, float* c, int* cRows)
    {
        Vector256<float> c00, c01, c10, c11, c20, c21, c30, c31;
        if (begin is null)
        {
            (c00, c01) = (Vector256.Load(c + cRows[0]), Vector256.Load(c + cRows[0] + 8));
            (c10, c11) = (Vector256.Load(c + cRows[1]), Vector256.Load(c + cRows[1] + 8));
            (c20, c21) = (Vector256.Load(c + cRows[2]), Vector256.Load(c + cRows[2] + 8));
            (c30, c31) = (Vector256.Load(c + cRows[3]), Vector256.Load(c + cRows[3] + 8));
        }
        else
        {
            c00 = c10 = c20 = c30 = Vector256.Load(begin);
            c01 = c11 = c21 = c31 = Vector256.Load(begin + 8);
        }

        float* a0 = a + aRows[0];
        float* a1 = a + aRows[1];
        float* a2 = a + aRows[2];
        float* a3 = a + aRows[3];
        for (int* end = aColumns + steps; aColumns < end; aColumns++)
        {
            nint k = *aColumns;
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var x = Vector256.Create(a0[k]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(a1[k]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(a2[k]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(a3[k]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            b += TileColumns;
        }

        c00.Store(c + cRows[0]);
        c01.Store(c + cRows[0] + 8);
        c10.Store(c + cRows[1]);
        c11.Store(c + cRows[1] + 8);
        c20.Store(c + cRows[2]);
        c21.Store(c + cRows[2] + 8);
        c30.Store(c + cRows[3]);
        c31.Store(c + cRows[3] + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(float* source, nint sourceRow, int steps, int width, float* packed)
    {
        for (int step = 0; step < steps; step++)
        {
            if (width == TileColumns)
            {
                Vector256.Load(source).Store(packed);
                Vector256.Load(source + 8).Store(packed + 8);
            }
            else
            {
                for (int column = 0; column < TileColumns; column++)
                    packed[column] = column < width ? source[column] : 0;
            }
            source += sourceRow;
            packed += TileColumns;
        }
    }

    private static void Copy(float* from, float* to, int count) => new ReadOnlySpan<float>(from, count).CopyTo(new Span<float>(to, count));
}
