using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class TranspositionTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(7, 9)]
    [InlineData(8, 8)]
    [InlineData(17, 25)]
    public void Rows_become_columns(int rows, int columns)
    {
        float[] values = Sample.Floats(rows * columns, 1), result = new float[rows * columns];

        Transposition.Write(new ReadOnlyMatrixSpan(values, rows, columns), new MatrixSpan(result, columns, rows));

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                Assert.Equal(values[row * columns + column], result[column * rows + row]);
        }
    }

    [Fact]
    public void A_shape_that_is_not_the_transpose_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Transposition.Write(new ReadOnlyMatrixSpan(new float[6], 2, 3), new MatrixSpan(new float[6], 2, 3)));

        Assert.Equal("The transpose of 2 × 3 is 3 × 2; got 2 × 3.", error.Message);
    }
}
