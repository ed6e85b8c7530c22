using System.Runtime.CompilerServices;

namespace Sweep.Core.Numerics;

/// <summary>Means over the rows of a matrix, column by column, summed in double from the first row to the last.</summary>
public static class Moments
{
    // Columns that are summed side by side: the values of a cache line.
    private const int Block = 16;

    /// <summary>The mean of each column, and the mean square of what is around it.</summary>
    /// <param name="x">Shape [rows, columns].</param>
    /// <param name="mean">Receives the means, a value for each column.</param>
    /// <param name="variance">Receives the biased variances.</param>
    [SkipLocalsInit]
    public static void Of(ReadOnlyMatrixSpan x, Span<float> mean, Span<float> variance)
    {
        Span<double> means = stackalloc double[Block], squares = stackalloc double[Block];
        for (int from = 0; from < x.Columns; from += Block)
        {
            int width = Math.Min(Block, x.Columns - from);
            means.Clear();
            squares.Clear();
            for (int row = 0; row < x.Rows; row++)
            {
                var values = x[row].Slice(from, width);
                for (int i = 0; i < width; i++)
                    means[i] += values[i];
            }
            for (int i = 0; i < width; i++)
                means[i] /= x.Rows;
            for (int row = 0; row < x.Rows; row++)
            {
                var values = x[row].Slice(from, width);
                for (int i = 0; i < width; i++)
                    squares[i] += (values[i] - means[i]) * (values[i] - means[i]);
            }
            for (int i = 0; i < width; i++)
                (mean[from + i], variance[from + i]) = ((float)means[i], (float)(squares[i] / x.Rows));
        }
    }

    /// <summary>The sum of each column of a matrix, and of its products with the standardized values of another.</summary>
    /// <param name="x">Shape [rows, columns].</param>
    /// <param name="other">Same shape.</param>
    /// <param name="shift">What is taken off each column of the other.</param>
    /// <param name="scale">What it is multiplied by then.</param>
    /// <param name="sums">Receives the sums of x.</param>
    /// <param name="products">Receives the sums of the products.</param>
    [SkipLocalsInit]
    public static void WithStandardized(
        ReadOnlyMatrixSpan x, ReadOnlyMatrixSpan other, ReadOnlySpan<float> shift, ReadOnlySpan<float> scale, Span<float> sums, Span<float> products)
    {
        Span<double> total = stackalloc double[Block], product = stackalloc double[Block];
        for (int from = 0; from < x.Columns; from += Block)
        {
            int width = Math.Min(Block, x.Columns - from);
            total.Clear();
            product.Clear();
            for (int row = 0; row < x.Rows; row++)
            {
                var values = x[row].Slice(from, width);
                var others = other[row].Slice(from, width);
                for (int i = 0; i < width; i++)
                {
                    total[i] += values[i];
                    product[i] += values[i] * (double)((others[i] - shift[from + i]) * scale[from + i]);
                }
            }
            for (int i = 0; i < width; i++)
                (sums[from + i], products[from + i]) = ((float)total[i], (float)product[i]);
        }
    }
}
