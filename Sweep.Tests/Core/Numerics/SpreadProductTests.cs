using FsCheck.Fluent;
using Sweep.Core.Numerics;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Numerics;

public class SpreadProductTests
{
    [Fact]
    public void It_equals_a_chain_of_fused_multiply_adds_bit_for_bit_at_any_shape() =>
        Prop.ForAll(
            (from m in Gen.Choose(0, 40) from n in Gen.Choose(0, 70) from k in Gen.Choose(0, 40) select (m, n, k)).ToArbitrary(),
            shape => Agrees(shape.m, shape.n, shape.k, 0..shape.n)).Hold();

    [Theory]
    [InlineData(0, 5, 3)]
    [InlineData(5, 0, 3)]
    [InlineData(1, 1, 1)]
    [InlineData(6, 16, 256)]
    [InlineData(7, 17, 257)]
    [InlineData(8, 15, 511)]
    [InlineData(13, 33, 513)]
    public void Deep_products_keep_the_order_across_panels(int m, int n, int k) => Assert.True(Agrees(m, n, k, 0..n));

    [Fact]
    public void Other_columns_than_those_that_are_asked_for_stay_as_they_are() => Assert.True(Agrees(9, 40, 5, 3..23));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        float[] values = new float[6], result = new float[4];
        int[] one = [0], two = [0, 2];

        Assert.Equal(
            "A spread matrix must lie within its memory; got places 0 to 6 of 6 values.",
            Assert.Throws<ArgumentException>(() => new SpreadMatrix(values, two, [0, 4])).Message);
        Assert.Equal(
            "A spread matrix must lie within its memory; got places -1 to 1 of 6 values.",
            Assert.Throws<ArgumentException>(() => new SpreadMatrix(values, two, [-1])).Message);
        Assert.Equal(
            "The shapes of a product must agree; got 2 × 1, 2 × 2, 0 values to begin with and 2 rows of a result.",
            Assert.Throws<ArgumentException>(() => SpreadProduct.MultiplyAdd(
                new SpreadMatrix(values, two, one), new MatrixSpan(new float[4], 2, 2), result, two, ..)).Message);
        Assert.Equal(
            "A row of a result must lie within its memory; got one of 3 values from 2 on, of 4.",
            Assert.Throws<ArgumentException>(() => SpreadProduct.MultiplyAdd(
                new SpreadMatrix(values, two, one), new MatrixSpan(new float[3], 1, 3), result, two, ..)).Message);
    }

    // Rows that overlap, columns from the last to the first, and a result with gaps between rows in another order.
    private static bool Agrees(int m, int n, int k, Range columns)
    {
        float[] values = Sample.Floats(3 * m + 2 * k + 1, 1), right = Sample.Floats(k * n, 2), start = Sample.Floats(n, 3);
        int[] rows = [.. Enumerable.Range(0, m).Select(i => 3 * i + 2 * k)], steps = [.. Enumerable.Range(0, k).Select(step => -2 * step)];
        int[] resultRows = [.. Enumerable.Range(0, m).Select(i => (m - 1 - i) * (n + 1))];
        float[] before = Sample.Floats(m * (n + 1), 4), fresh = [.. before], added = [.. before], plainFresh = [.. before], plainAdded = [.. before];

        SpreadProduct.Multiply(new SpreadMatrix(values, rows, steps), new MatrixSpan(right, k, n), start, fresh, resultRows, columns);
        SpreadProduct.MultiplyAdd(new SpreadMatrix(values, rows, steps), new MatrixSpan(right, k, n), added, resultRows, columns);

        for (int i = 0; i < m; i++)
        {
            for (int j = columns.Start.Value; j < columns.End.Value; j++)
            {
                plainFresh[resultRows[i] + j] = Chain(start[j], i, j);
                plainAdded[resultRows[i] + j] = Chain(before[resultRows[i] + j], i, j);
            }
        }
        return fresh.SequenceEqual(plainFresh) && added.SequenceEqual(plainAdded);

        float Chain(float sum, int i, int j)
        {
            for (int step = 0; step < k; step++)
                sum = MathF.FusedMultiplyAdd(values[rows[i] + steps[step]], right[step * n + j], sum);
            return sum;
        }
    }
}
