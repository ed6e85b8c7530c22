using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>The three matrix products that training needs.</summary>
/// <remarks>
/// Every element of a result is one chain of fused multiply-adds, in the order of the summed index. Tiling changes which
/// elements are computed together, never that order, so the bits do not depend on the processor.
/// </remarks>
public static unsafe class MatrixProduct
{
    // Twelve accumulators, two values of the right side and one of the left fit the 16 registers of AVX2.
    private const int TileRows = 6;
    private const int TileColumns = 16;

    // A packed panel of this depth takes 16 KiB: half of the smallest first-level cache in use.
    private const int PanelDepth = 256;

    /// <summary>result = left · right, or result += left · right.</summary>
    /// <param name="left">Shape [m, k].</param>
    /// <param name="right">Shape [k, n].</param>
    /// <param name="result">Shape [m, n]; must not overlap the others.</param>
    /// <param name="accumulate">Whether to add to what the result holds.</param>
    public static void Multiply(ReadOnlyMatrixSpan left, ReadOnlyMatrixSpan right, MatrixSpan result, bool accumulate = false)
    {
        Require(left.Columns == right.Rows && left.Rows == result.Rows && right.Columns == result.Columns, left, right, result);
        Run(left.Values, left.Columns, 1, right.Values, right.Columns, false, result, left.Columns, accumulate);
    }

    /// <summary>result = leftᵀ · right, or result += leftᵀ · right: the gradient of weights.</summary>
    /// <param name="left">Shape [k, m].</param>
    /// <param name="right">Shape [k, n].</param>
    /// <param name="result">Shape [m, n]; must not overlap the others.</param>
    /// <param name="accumulate">Whether to add to what the result holds.</param>
    public static void MultiplyLeftTransposed(ReadOnlyMatrixSpan left, ReadOnlyMatrixSpan right, MatrixSpan result, bool accumulate = false)
    {
        Require(left.Rows == right.Rows && left.Columns == result.Rows && right.Columns == result.Columns, left, right, result);
        Run(left.Values, 1, left.Columns, right.Values, right.Columns, false, result, left.Rows, accumulate);
    }

    /// <summary>result = left · rightᵀ, or result += left · rightᵀ: the gradient of inputs.</summary>
    /// <param name="left">Shape [m, k].</param>
    /// <param name="right">Shape [n, k].</param>
    /// <param name="result">Shape [m, n]; must not overlap the others.</param>
    /// <param name="accumulate">Whether to add to what the result holds.</param>
    public static void MultiplyRightTransposed(
        ReadOnlyMatrixSpan left, ReadOnlyMatrixSpan right, MatrixSpan result, bool accumulate = false)
    {
        Require(left.Columns == right.Columns && left.Rows == result.Rows && right.Rows == result.Columns, left, right, result);
        Run(left.Values, left.Columns, 1, right.Values, right.Columns, true, result, left.Columns, accumulate);
    }

    private static void Require(bool fits, ReadOnlyMatrixSpan left, ReadOnlyMatrixSpan right, ReadOnlyMatrixSpan result)
    {
        if (!fits)
        {
            throw new ArgumentException(
                $"The shapes of a product must agree; got {left.Rows} × {left.Columns}, {right.Rows} × {right.Columns} " +
                $"and a result of {result.Rows} × {result.Columns}.");
        }
    }

    [SkipLocalsInit]
    private static void Run(
        ReadOnlySpan<float> left, nint leftRow, nint leftStep,
        ReadOnlySpan<float> right, nint rightRow, bool rightTransposed,
        MatrixSpan result, int depth, bool accumulate)
    {
        if (depth == 0)
        {
            if (!accumulate)
                result.Values.Clear();
            return;
        }

        float* packed = stackalloc float[PanelDepth * TileColumns];
        float* edge = stackalloc float[TileRows * TileColumns];
        fixed (float* a = left, b = right, c = result.Values)
        {
            for (int from = 0; from < depth; from += PanelDepth)
            {
                int steps = Math.Min(PanelDepth, depth - from);
                bool add = accumulate || from > 0;
                for (int column = 0; column < result.Columns; column += TileColumns)
                {
                    int width = Math.Min(TileColumns, result.Columns - column);
                    float* panel = packed;
                    nint panelStep = TileColumns;
                    if (rightTransposed)
                    {
                        PackTransposed(b + column * rightRow + from, rightRow, steps, width, packed);
                    }
                    else if (width < TileColumns)
                    {
                        Pack(b + from * rightRow + column, rightRow, steps, width, packed);
                    }
                    else
                    {
                        panel = b + from * rightRow + column;
                        panelStep = rightRow;
                    }

                    Panel(
                        a + from * leftStep, leftRow, leftStep, panel, panelStep, steps,
                        c + column, result.Columns, result.Rows, width, add, edge);
                }
            }
        }
    }

    private static void Panel(
        float* a, nint aRow, nint aStep, float* b, nint bStep, nint steps,
        float* c, nint cRow, int rows, int width, bool add, float* edge)
    {
        for (int row = 0; row < rows;)
        {
            int left = rows - row;
            int height = left >= TileRows && left != 8 ? TileRows : left >= 4 ? 4 : 1;
            float* target = c + row * cRow;
            if (width == TileColumns)
            {
                Tile(height, a + row * aRow, aRow, aStep, b, bStep, steps, target, cRow, add);
            }
            else
            {
                if (add)
                    Copy(target, cRow, edge, TileColumns, height, width);
                Tile(height, a + row * aRow, aRow, aStep, b, bStep, steps, edge, TileColumns, add);
                Copy(edge, TileColumns, target, cRow, height, width);
            }
            row += height;
        }
    }

    private static void Tile(
        int height, float* a, nint aRow, nint aStep, float* b, nint bStep, nint steps, float* c, nint cRow, bool add)
    {
        switch (height)
        {
            case TileRows: Tile6(a, aRow, aStep, b, bStep, steps, c, cRow, add); break;
            case 4: Tile4(a, aRow, aStep, b, bStep, steps, c, cRow, add); break;
            default: Tile1(a, aStep, b, bStep, steps, c, add); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6(float* a, nint aRow, nint aStep, float* b, nint bStep, nint steps, float* c, nint cRow, bool add)
    {
        Vector256<float> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = Vector256<float>.Zero;
        if (add)
        {
            (c00, c01) = (Vector256.Load(c), Vector256.Load(c + 8));
            (c10, c11) = (Vector256.Load(c + cRow), Vector256.Load(c + cRow + 8));
            (c20, c21) = (Vector256.Load(c + 2 * cRow), Vector256.Load(c + 2 * cRow + 8));
            (c30, c31) = (Vector256.Load(c + 3 * cRow), Vector256.Load(c + 3 * cRow + 8));
            (c40, c41) = (Vector256.Load(c + 4 * cRow), Vector256.Load(c + 4 * cRow + 8));
            (c50, c51) = (Vector256.Load(c + 5 * cRow), Vector256.Load(c + 5 * cRow + 8));
        }

        float* a3 = a + 3 * aRow;
        nint twoRows = 2 * aRow;
        for (nint step = 0; step < steps; step++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var x = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(a[aRow]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(a[twoRows]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(a3[0]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            x = Vector256.Create(a3[aRow]);
            c40 = Vector256.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector256.FusedMultiplyAdd(x, b1, c41);
            x = Vector256.Create(a3[twoRows]);
            c50 = Vector256.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector256.FusedMultiplyAdd(x, b1, c51);
            a += aStep;
            a3 += aStep;
            b += bStep;
        }

        c00.Store(c);
        c01.Store(c + 8);
        c10.Store(c + cRow);
        c11.Store(c + cRow + 8);
        c20.Store(c + 2 * cRow);
        c21.Store(c + 2 * cRow + 8);
        c30.Store(c + 3 * cRow);
        c31.Store(c + 3 * cRow + 8);
        c40.Store(c + 4 * cRow);
        c41.Store(c + 4 * cRow + 8);
        c50.Store(c + 5 * cRow);
        c51.Store(c + 5 * cRow + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4(float* a, nint aRow, nint aStep, float* b, nint bStep, nint steps, float* c, nint cRow, bool add)
    {
        Vector256<float> c00, c01, c10, c11, c20, c21, c30, c31;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = Vector256<float>.Zero;
        if (add)
        {
            (c00, c01) = (Vector256.Load(c), Vector256.Load(c + 8));
            (c10, c11) = (Vector256.Load(c + cRow), Vector256.Load(c + cRow + 8));
            (c20, c21) = (Vector256.Load(c + 2 * cRow), Vector256.Load(c + 2 * cRow + 8));
            (c30, c31) = (Vector256.Load(c + 3 * cRow), Vector256.Load(c + 3 * cRow + 8));
        }

        nint twoRows = 2 * aRow, threeRows = 3 * aRow;
        for (nint step = 0; step < steps; step++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var x = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(a[aRow]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(a[twoRows]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(a[threeRows]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            a += aStep;
            b += bStep;
        }

        c00.Store(c);
        c01.Store(c + 8);
        c10.Store(c + cRow);
        c11.Store(c + cRow + 8);
        c20.Store(c + 2 * cRow);
        c21.Store(c + 2 * cRow + 8);
        c30.Store(c + 3 * cRow);
        c31.Store(c + 3 * cRow + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1(float* a, nint aStep, float* b, nint bStep, nint steps, float* c, bool add)
    {
        var c0 = add ? Vector256.Load(c) : Vector256<float>.Zero;
        var c1 = add ? Vector256.Load(c + 8) : Vector256<float>.Zero;
        for (nint step = 0; step < steps; step++)
        {
            var x = Vector256.Create(*a);
            c0 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b), c0);
            c1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 8), c1);
            a += aStep;
            b += bStep;
        }

        c0.Store(c);
        c1.Store(c + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(float* source, nint sourceRow, int steps, int width, float* packed)
    {
        for (int step = 0; step < steps; step++)
        {
            for (int column = 0; column < TileColumns; column++)
                packed[column] = column < width ? source[column] : 0;
            source += sourceRow;
            packed += TileColumns;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackTransposed(float* source, nint sourceRow, int steps, int width, float* packed)
    {
        for (int column = 0; column < TileColumns; column++)
        {
            float* from = source + column * sourceRow;
            float* to = packed + column;
            for (int step = 0; step < steps; step++)
                to[step * TileColumns] = column < width ? from[step] : 0;
        }
    }

    private static void Copy(float* from, nint fromRow, float* to, nint toRow, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
            new ReadOnlySpan<float>(from + row * fromRow, columns).CopyTo(new Span<float>(to + row * toRow, columns));
    }
}
