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

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void Sum_of_rows_adds_odd_rows_and_even_ones_and_then_both_at_any_width(int rows)
    {
        for (int columns = 1; columns < 2 * LongestTail; columns++)
        {
            float[] values = Sample.Floats(rows * columns), sums = new float[columns];
            Elementwise.SumRows(new MatrixSpan(values, rows, columns), sums);
            for (int column = 0; column < columns; column++)
            {
                float odd = 0, even = 0;
                for (int row = 0; row < rows; row += 2)
                    odd += values[row * columns + column];
                for (int row = 1; row < rows; row += 2)
                    even += values[row * columns + column];
                Assert.Equal(odd + even, sums[column]);
            }
        }
    }

    [Fact]
    public void Divide_and_subtract_equal_plain_loops_at_any_length()
    {
        for (int length = 0; length < LongestTail; length++)
        {
            float[] values = Sample.Floats(length), divided = [.. values], less = [.. values];
            Elementwise.Divide(divided, 3);
            Elementwise.Subtract(less, 3);
            Assert.Equal(values.Select(value => value / 3), divided);
            Assert.Equal(values.Select(value => value - 3), less);
        }
    }

    [Fact]
    public void Largest_finds_the_largest_value_wherever_it_stands_and_NaN_before_it()
    {
        for (int length = 1; length < LongestTail; length++)
        {
            for (int place = 0; place < length; place++)
            {
                float[] values = Sample.Floats(length);
                values[place] = 2;
                Assert.Equal(2, Elementwise.Largest(values));
                values[place] = float.NaN;
                Assert.Equal(float.NaN, Elementwise.Largest(values));
            }
        }
    }

    [Fact]
    public void Norm_is_the_length_of_the_vector() => Assert.Equal(5, Elementwise.Norm([3, 0, -4]));

    [Fact]
    public void Norms_of_other_orders_are_the_sum_and_the_largest_of_absolute_values()
    {
        Assert.Equal(7, Elementwise.SumOfAbsolutes([3, 0, -4]));
        Assert.Equal(4, Elementwise.LargestAbsolute([3, 0, -4]));
        Assert.Equal(0, Elementwise.LargestAbsolute([]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void One_element_that_is_not_finite_is_found_wherever_it_stands(float odd)
    {
        for (int length = 1; length < LongestTail; length++)
        {
            float[] x = [.. Sample.Floats(length)];
            x[0] = float.MaxValue;
            x[^1] = -float.MaxValue;
            Assert.True(Elementwise.IsFinite(x));
            for (int place = 0; place < length; place++)
            {
                float was = x[place];
                x[place] = odd;
                Assert.False(Elementwise.IsFinite(x));
                x[place] = was;
            }
        }
    }

    [Fact]
    public void Clamping_equals_a_plain_loop_at_any_length()
    {
        for (int length = 0; length < LongestTail; length++)
        {
            float[] x = Sample.Floats(length), clamped = [.. x];
            Elementwise.Clamp(0.5f, clamped);
            Assert.Equal(x.Select(value => Math.Clamp(value, -0.5f, 0.5f)), clamped);
        }
    }

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
    public void Moving_towards_a_vector_and_exchanging_with_it_equal_a_plain_loop_at_any_length()
    {
        for (int length = 0; length < LongestTail; length++)
        {
            float[] x = Sample.Floats(length, 1), y = Sample.Floats(length, 2), moved = [.. y], whole = [.. y];
            Elementwise.MoveTowards(0.25f, x, moved);
            Assert.Equal(x.Select((value, i) => MathF.FusedMultiplyAdd(0.25f, value - y[i], y[i])), moved);
            Elementwise.MoveTowards(1, x, whole);
            Assert.Equal(x, whole);
            Elementwise.Exchange(whole, moved);
            Assert.Equal(x, moved);
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
