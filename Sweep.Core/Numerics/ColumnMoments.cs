using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>Means over the rows of a matrix, column by column, summed in double from the first row to the last.</summary>
/// <remarks>Eight columns at a time. Where fewer are left, what is computed beside them is left out.</remarks>
public static class ColumnMoments
{
    /// <summary>The mean of each column, and the mean square of what is around it.</summary>
    /// <param name="x">Shape [rows, columns].</param>
    /// <param name="mean">Receives the means, a value for each column.</param>
    /// <param name="variance">Receives the biased variances.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(ReadOnlyMatrixSpan x, Span<float> mean, Span<float> variance)
    {
        var values = x.Values;
        var rows = Vector256.Create((double)x.Rows);
        for (int column = 0; column < x.Columns; column += Lanes.Width)
        {
            Vector256<double> left = Vector256<double>.Zero, right = left, leftSquares = left, rightSquares = left;
            for (int at = column; at < values.Length; at += x.Columns)
            {
                var (low, high) = Vector256.Widen(Lanes.Load(values, at));
                left += low;
                right += high;
            }
            left /= rows;
            right /= rows;
            for (int at = column; at < values.Length; at += x.Columns)
            {
                var (low, high) = Vector256.Widen(Lanes.Load(values, at));
                leftSquares += (low - left) * (low - left);
                rightSquares += (high - right) * (high - right);
            }
            Lanes.Store(Vector256.Narrow(left, right), mean, column);
            Lanes.Store(Vector256.Narrow(leftSquares / rows, rightSquares / rows), variance, column);
        }
    }

    /// <summary>The sum of each column of a matrix, and of its products with the standardized values of another.</summary>
    /// <param name="x">Shape [rows, columns].</param>
    /// <param name="other">Same shape.</param>
    /// <param name="shift">What is taken off each column of the other.</param>
    /// <param name="scale">What it is multiplied by then.</param>
    /// <param name="sums">Receives the sums of x.</param>
    /// <param name="products">Receives the sums of the products.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WithStandardized(
        ReadOnlyMatrixSpan x, ReadOnlyMatrixSpan other, ReadOnlySpan<float> shift, ReadOnlySpan<float> scale, Span<float> sums, Span<float> products)
    {
        ReadOnlySpan<float> values = x.Values, others = other.Values;
        for (int column = 0; column < x.Columns; column += Lanes.Width)
        {
            Vector256<float> shifts = Lanes.Load(shift, column), scales = Lanes.Load(scale, column);
            Vector256<double> left = Vector256<double>.Zero, right = left, leftProducts = left, rightProducts = left;
            for (int at = column; at < values.Length; at += x.Columns)
            {
                var (low, high) = Vector256.Widen(Lanes.Load(values, at));
                var (lowStandardized, highStandardized) = Vector256.Widen((Lanes.Load(others, at) - shifts) * scales);
                left += low;
                right += high;
                leftProducts += low * lowStandardized;
                rightProducts += high * highStandardized;
            }
            Lanes.Store(Vector256.Narrow(left, right), sums, column);
            Lanes.Store(Vector256.Narrow(leftProducts, rightProducts), products, column);
        }
    }
}
