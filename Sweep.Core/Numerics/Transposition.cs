using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Numerics;

/// <summary>Turns rows into columns.</summary>
internal static unsafe class Transposition
{
    private const int Block = 8;

    /// <summary>to[column, row] = from[row, column].</summary>
    /// <param name="from">Shape [rows, columns].</param>
    /// <param name="to">Shape [columns, rows].</param>
    public static void Of(ReadOnlyMatrixSpan from, MatrixSpan to)
    {
        if (from.Rows != to.Columns || from.Columns != to.Rows)
        {
            throw new ArgumentException(
                $"A matrix of {from.Rows} × {from.Columns} is transposed into one of {from.Columns} × {from.Rows}; got {to.Rows} × {to.Columns}.");
        }
        fixed (float* source = from.Values, target = to.Values)
            Of(source, from.Columns, from.Rows, from.Columns, target, to.Columns);
    }

    /// <summary>The same over memory with rows any distance apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(float* from, nint fromRow, int rows, int columns, float* to, nint toRow)
    {
        int row = 0;
        for (; Avx.IsSupported && row <= rows - Block; row += Block)
        {
            int column = 0;
            for (; column <= columns - Block; column += Block)
                WriteBlock(from + row * fromRow + column, fromRow, to + column * toRow + row, toRow);
            WriteOneByOne(from + row * fromRow + column, fromRow, Block, columns - column, to + column * toRow + row, toRow);
        }
        WriteOneByOne(from + row * fromRow, fromRow, rows - row, columns, to + row, toRow);
    }

    private static void WriteOneByOne(float* from, nint fromRow, int rows, int columns, float* to, nint toRow)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                to[column * toRow + row] = from[row * fromRow + column];
        }
    }

    // Pairs of rows are woven into each other, then pairs of pairs, then halves change places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteBlock(float* from, nint fromRow, float* to, nint toRow)
    {
        Vector256<float> r0 = Vector256.Load(from), r1 = Vector256.Load(from + fromRow);
        Vector256<float> r2 = Vector256.Load(from + 2 * fromRow), r3 = Vector256.Load(from + 3 * fromRow);
        from += 4 * fromRow;
        Vector256<float> r4 = Vector256.Load(from), r5 = Vector256.Load(from + fromRow);
        Vector256<float> r6 = Vector256.Load(from + 2 * fromRow), r7 = Vector256.Load(from + 3 * fromRow);

        Vector256<float> t0 = Avx.UnpackLow(r0, r1), t1 = Avx.UnpackHigh(r0, r1), t2 = Avx.UnpackLow(r2, r3), t3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> t4 = Avx.UnpackLow(r4, r5), t5 = Avx.UnpackHigh(r4, r5), t6 = Avx.UnpackLow(r6, r7), t7 = Avx.UnpackHigh(r6, r7);

        r0 = Avx.Shuffle(t0, t2, 0x44);
        r1 = Avx.Shuffle(t0, t2, 0xEE);
        r2 = Avx.Shuffle(t1, t3, 0x44);
        r3 = Avx.Shuffle(t1, t3, 0xEE);
        r4 = Avx.Shuffle(t4, t6, 0x44);
        r5 = Avx.Shuffle(t4, t6, 0xEE);
        r6 = Avx.Shuffle(t5, t7, 0x44);
        r7 = Avx.Shuffle(t5, t7, 0xEE);

        Avx.Permute2x128(r0, r4, 0x20).Store(to);
        Avx.Permute2x128(r1, r5, 0x20).Store(to + toRow);
        Avx.Permute2x128(r2, r6, 0x20).Store(to + 2 * toRow);
        Avx.Permute2x128(r3, r7, 0x20).Store(to + 3 * toRow);
        to += 4 * toRow;
        Avx.Permute2x128(r0, r4, 0x31).Store(to);
        Avx.Permute2x128(r1, r5, 0x31).Store(to + toRow);
        Avx.Permute2x128(r2, r6, 0x31).Store(to + 2 * toRow);
        Avx.Permute2x128(r3, r7, 0x31).Store(to + 3 * toRow);
    }
}
