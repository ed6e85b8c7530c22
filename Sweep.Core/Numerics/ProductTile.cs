using System.Runtime.CompilerServices;

namespace Sweep.Core.Numerics;

/// <summary>The part of a product that is computed in registers: up to eight rows, one or two vectors wide.</summary>
/// <remarks>
/// Written once: heights and widths are types, so that what a smaller tile does not need is not compiled into it. Accumulators are
/// locals because only those live in registers.
/// </remarks>
internal static unsafe class ProductTile<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector>
    where TVector : struct
{
    // Values of the right side are on their way from the third-level cache to the second for so many steps. Into the first one they would push each
    // other out again, where rows lie far apart.
    private const int StepsAhead = 20;

    private interface ICount
    {
        static abstract int Value { get; }
    }

    // Whether all columns of the last vector are there, or some as a mask has them.
    private interface ILast
    {
        static abstract bool IsWhole { get; }
    }

    /// <summary>c = start + a · b.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, at most those of two vectors.</param>
    /// <param name="operands">Where everything lies; afterwards it lies elsewhere.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(int rows, int columns, ref TileOperands operands)
    {
        if (columns == 2 * TWidth.Width)
            Run<Two, Whole>(rows, default, ref operands);
        else if (columns == TWidth.Width)
            Run<One, Whole>(rows, default, ref operands);
        else if (columns > TWidth.Width)
            Run<Two, Part>(rows, TWidth.First(columns - TWidth.Width), ref operands);
        else
            Run<One, Part>(rows, TWidth.First(columns), ref operands);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TVectors, TLast>(int rows, TVector mask, ref TileOperands operands)
        where TVectors : struct, ICount
        where TLast : struct, ILast
    {
        if (TWidth.TileRows == 8)
            rows = Run<Eight, TVectors, TLast>(rows, mask, ref operands);
        // Twice four are quicker than six and two.
        else if (rows % 6 == 2 && rows > 2)
            rows = Run<Six, TVectors, TLast>(rows - 8, mask, ref operands) + 8;
        else
            rows = Run<Six, TVectors, TLast>(rows, mask, ref operands);
        if (rows >= 4)
            rows = Run<Four, TVectors, TLast>(rows, mask, ref operands);
        if (rows >= 2)
            rows = Run<Two, TVectors, TLast>(rows, mask, ref operands);
        if (rows == 1)
            Run<One, TVectors, TLast>(rows, mask, ref operands);
    }

    // All tiles of a height, one below the other; the rows that are left.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Run<THeight, TVectors, TLast>(int rows, TVector mask, ref TileOperands operands)
        where THeight : struct, ICount
        where TVectors : struct, ICount
        where TLast : struct, ILast
    {
        nint aRow = operands.ARow, aStep = operands.AStep, bStep = operands.BStep, cRow = operands.CRow, startRow = operands.StartRow;
        float* left = operands.A, start = operands.Start, c = operands.C;
        for (; rows >= THeight.Value; rows -= THeight.Value)
        {
            TVector c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51, c60, c61, c70, c71;
            c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = c60 = c61 = c70 = c71 = TWidth.Zero;
            if (start != null)
            {
                Load<TVectors, TLast>(mask, start, out c00, out c01);
                if (THeight.Value > 1) Load<TVectors, TLast>(mask, start += startRow, out c10, out c11);
                if (THeight.Value > 2) Load<TVectors, TLast>(mask, start += startRow, out c20, out c21);
                if (THeight.Value > 3) Load<TVectors, TLast>(mask, start += startRow, out c30, out c31);
                if (THeight.Value > 4) Load<TVectors, TLast>(mask, start += startRow, out c40, out c41);
                if (THeight.Value > 5) Load<TVectors, TLast>(mask, start += startRow, out c50, out c51);
                if (THeight.Value > 6) Load<TVectors, TLast>(mask, start += startRow, out c60, out c61);
                if (THeight.Value > 7) Load<TVectors, TLast>(mask, start += startRow, out c70, out c71);
                start += startRow;
            }

            float* a = left, a3 = a + 3 * aRow, a6 = a + 6 * aRow, b = operands.B;
            nint twoRows = 2 * aRow, ahead = StepsAhead * bStep;
            for (nint step = operands.Steps; step > 0; step--)
            {
                Load<TVectors, TLast>(mask, b, out var b0, out var b1);
                TWidth.Prefetch(b + ahead);
                MultiplyAdd<TVectors>(a, b0, b1, ref c00, ref c01);
                if (THeight.Value > 1) MultiplyAdd<TVectors>(a + aRow, b0, b1, ref c10, ref c11);
                if (THeight.Value > 2) MultiplyAdd<TVectors>(a + twoRows, b0, b1, ref c20, ref c21);
                if (THeight.Value > 3) MultiplyAdd<TVectors>(a3, b0, b1, ref c30, ref c31);
                if (THeight.Value > 4) MultiplyAdd<TVectors>(a3 + aRow, b0, b1, ref c40, ref c41);
                if (THeight.Value > 5) MultiplyAdd<TVectors>(a3 + twoRows, b0, b1, ref c50, ref c51);
                if (THeight.Value > 6) MultiplyAdd<TVectors>(a6, b0, b1, ref c60, ref c61);
                if (THeight.Value > 7) MultiplyAdd<TVectors>(a6 + aRow, b0, b1, ref c70, ref c71);
                a += aStep;
                if (THeight.Value > 3) a3 += aStep;
                if (THeight.Value > 6) a6 += aStep;
                b += bStep;
            }

            Store<TVectors, TLast>(mask, c00, c01, c);
            if (THeight.Value > 1) Store<TVectors, TLast>(mask, c10, c11, c += cRow);
            if (THeight.Value > 2) Store<TVectors, TLast>(mask, c20, c21, c += cRow);
            if (THeight.Value > 3) Store<TVectors, TLast>(mask, c30, c31, c += cRow);
            if (THeight.Value > 4) Store<TVectors, TLast>(mask, c40, c41, c += cRow);
            if (THeight.Value > 5) Store<TVectors, TLast>(mask, c50, c51, c += cRow);
            if (THeight.Value > 6) Store<TVectors, TLast>(mask, c60, c61, c += cRow);
            if (THeight.Value > 7) Store<TVectors, TLast>(mask, c70, c71, c += cRow);
            c += cRow;
            left += THeight.Value * aRow;
        }
        operands.A = left;
        operands.Start = start;
        operands.C = c;
        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TVectors, TLast>(TVector mask, float* from, out TVector first, out TVector second)
        where TVectors : struct, ICount
        where TLast : struct, ILast
    {
        first = TVectors.Value == 1 ? LoadLast<TLast>(mask, from) : TWidth.Load(from);
        second = TVectors.Value == 1 ? first : LoadLast<TLast>(mask, from + TWidth.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd<TVectors>(float* a, TVector b0, TVector b1, ref TVector c0, ref TVector c1)
        where TVectors : struct, ICount
    {
        var x = TWidth.Broadcast(a);
        c0 = TWidth.MultiplyAdd(x, b0, c0);
        if (TVectors.Value > 1)
            c1 = TWidth.MultiplyAdd(x, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVectors, TLast>(TVector mask, TVector first, TVector second, float* to)
        where TVectors : struct, ICount
        where TLast : struct, ILast
    {
        if (TVectors.Value > 1)
        {
            TWidth.Store(first, to);
            to += TWidth.Width;
        }
        var last = TVectors.Value > 1 ? second : first;
        if (TLast.IsWhole)
            TWidth.Store(last, to);
        else
            TWidth.StoreFirst(last, to, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LoadLast<TLast>(TVector mask, float* from)
        where TLast : struct, ILast => TLast.IsWhole ? TWidth.Load(from) : TWidth.LoadFirst(from, mask);

    private readonly struct One : ICount
    {
        public static int Value => 1;
    }

    private readonly struct Two : ICount
    {
        public static int Value => 2;
    }

    private readonly struct Four : ICount
    {
        public static int Value => 4;
    }

    private readonly struct Six : ICount
    {
        public static int Value => 6;
    }

    private readonly struct Eight : ICount
    {
        public static int Value => 8;
    }

    private readonly struct Whole : ILast
    {
        public static bool IsWhole => true;
    }

    private readonly struct Part : ILast
    {
        public static bool IsWhole => false;
    }
}
