using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class ElementwiseTests
{
    private const int LongestTail = 19;

    [Fact]
    public void Standardize_equals_a_plain_loop_at_any_length()
    {
        for (int length = 0; length < LongestTail; length++)
        {
            float[] x = Sample.Floats(length, 1), shift = Sample.Floats(length, 2), scale = Sample.Floats(length, 3), result = new float[length];
            Elementwise.Standardize(x, shift, scale, result);
            Assert.Equal(x.Select((value, i) => (value - shift[i]) * scale[i]), result);
        }
    }

    [Fact]
    public void Sum_of_rows_equals_a_plain_loop_at_any_width()
    {
        for (int columns = 1; columns < LongestTail; columns++)
        {
            float[] values = Sample.Floats(5 * columns), sums = new float[columns];
            Elementwise.SumRows(new MatrixSpan(values, 5, columns), sums);
            for (int column = 0; column < columns; column++)
            {
                float sum = 0;
                for (int row = 0; row < 5; row++)
                    sum += values[row * columns + column];
                Assert.Equal(sum, sums[column]);
            }
        }
    }

    [Fact]
    public void Norm_is_the_length_of_the_vector() => Assert.Equal(5, Elementwise.Norm([3, 0, -4]));

    [Fact]
    public void Multiply_equals_a_plain_loop_at_any_length()
    {
        for (int length = 0; length < LongestTail; length++)
        {
            float[] values = Sample.Floats(length), plain = [.. values.Select(value => 0.3f * value)];
            Elementwise.Multiply(0.3f, values);

            Assert.Equal(plain, values);
        }
    }

    [Fact]
    public void Dot_adds_in_double()
    {
        // In single precision the 1 would drop out.
        Assert.Equal(1, Elementwise.Dot([1e8f, 1, -1e8f], [1, 1, 1]));
        Assert.Throws<ArgumentException>(() => Elementwise.Dot([1], [1, 2]));
    }

    [Fact]
    public void Spans_of_different_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => Elementwise.Standardize(new float[2], new float[2], new float[3], new float[2]));
}
