using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class ColumnMomentsTests
{
    [Fact]
    public void They_equal_plain_loops_at_any_width()
    {
        const int Rows = 5;
        for (int columns = 1; columns < 20; columns++)
        {
            float[] x = Sample.Floats(Rows * columns, 1), other = Sample.Floats(Rows * columns, 2);
            float[] shift = Sample.Floats(columns, 3), scale = Sample.Floats(columns, 4);
            float[] mean = new float[columns], variance = new float[columns], sums = new float[columns], products = new float[columns];
            ColumnMoments.Of(new MatrixSpan(x, Rows, columns), mean, variance);
            ColumnMoments.WithStandardized(new MatrixSpan(x, Rows, columns), new MatrixSpan(other, Rows, columns), shift, scale, sums, products);

            for (int column = 0; column < columns; column++)
            {
                double[] each = [.. Enumerable.Range(0, Rows).Select(row => (double)x[row * columns + column])];
                double center = each.Sum() / Rows;
                Assert.Equal((float)center, mean[column]);
                Assert.Equal((float)(each.Sum(value => (value - center) * (value - center)) / Rows), variance[column]);
                Assert.Equal((float)each.Sum(), sums[column]);
                Assert.Equal(
                    (float)each.Select((value, row) => value * ((other[row * columns + column] - shift[column]) * scale[column])).Sum(), products[column]);
            }
        }
    }
}
