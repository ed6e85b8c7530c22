using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class MatrixSpanTests
{
    [Theory]
    [InlineData(0, 65536, 65536)]
    [InlineData(4, 1073741825, 4)]
    [InlineData(5, 2, 3)]
    public void Memory_of_another_size_is_refused_also_where_the_product_of_the_sizes_wraps_around_to_it(int length, int rows, int columns)
    {
        var error = Assert.Throws<ArgumentException>(() => new ReadOnlyMatrixSpan(new float[length], rows, columns).Rows);

        Assert.Equal($"A matrix of {rows} × {columns} needs {(long)rows * columns} values; got {length}.", error.Message);
    }
}
