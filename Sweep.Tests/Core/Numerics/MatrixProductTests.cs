using System.Runtime.Intrinsics;
using FsCheck;
using FsCheck.Fluent;
using Sweep.Core.Numerics;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Numerics;

public class MatrixProductTests
{
    [Fact]
    public void Every_form_equals_a_chain_of_fused_multiply_adds_bit_for_bit_at_any_shape() =>
        Prop.ForAll(Shapes, shape =>
        {
            var (m, n, k) = shape;
            float[] a = Sample.Floats(m * k, 1), b = Sample.Floats(k * n, 2);
            float[] expected = Plain(a, b, m, n, k, new float[m * n]);
            return Product(a, b, m, n, k).SequenceEqual(expected)
                && LeftTransposed(a, b, m, n, k).SequenceEqual(expected)
                && RightTransposed(a, b, m, n, k).SequenceEqual(expected);
        }).Hold();

    [Theory]
    [InlineData(0, 5, 3)]
    [InlineData(5, 0, 3)]
    [InlineData(1, 1, 1)]
    [InlineData(6, 16, 256)]
    [InlineData(7, 17, 257)]
    [InlineData(8, 15, 511)]
    [InlineData(13, 33, 1025)]
    [InlineData(97, 1024, 3)]
    [InlineData(385, 40, 1026)]
    public void Deep_products_keep_the_order_across_panels(int m, int n, int k)
    {
        float[] a = Sample.Floats(m * k, 1), b = Sample.Floats(k * n, 2);

        Assert.Equal(Plain(a, b, m, n, k, new float[m * n]), Product(a, b, m, n, k));
        Assert.Equal(Plain(a, b, m, n, k, new float[m * n]), RightTransposed(a, b, m, n, k));
    }

    [Fact]
    public void Accumulating_starts_from_what_is_there()
    {
        float[] a = Sample.Floats(5 * 3, 1), b = Sample.Floats(3 * 19, 2), start = Sample.Floats(5 * 19, 3);
        float[] result = [.. start], ofLeftTransposed = [.. start], ofRightTransposed = [.. start];

        MatrixProduct.Multiply(new MatrixSpan(a, 5, 3), new MatrixSpan(b, 3, 19), new MatrixSpan(result, 5, 19), accumulate: true);
        MatrixProduct.MultiplyLeftTransposed(
            new MatrixSpan(Transposed(a, 5, 3), 3, 5), new MatrixSpan(b, 3, 19), new MatrixSpan(ofLeftTransposed, 5, 19), accumulate: true);
        MatrixProduct.MultiplyRightTransposed(
            new MatrixSpan(a, 5, 3), new MatrixSpan(Transposed(b, 3, 19), 19, 3), new MatrixSpan(ofRightTransposed, 5, 19), accumulate: true);

        Assert.Equal(Plain(a, b, 5, 19, 3, start), result);
        Assert.Equal(Plain(a, b, 5, 19, 3, start), ofLeftTransposed);
        Assert.Equal(Plain(a, b, 5, 19, 3, start), ofRightTransposed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1030)]
    public void A_bias_is_where_sums_start(int k)
    {
        float[] a = Sample.Floats(5 * k, 1), b = Sample.Floats(k * 43, 2), bias = Sample.Floats(43, 3);
        float[] result = [.. Enumerable.Repeat(float.NaN, 5 * 43)];

        MatrixProduct.Multiply(new MatrixSpan(a, 5, k), new MatrixSpan(b, k, 43), bias, new MatrixSpan(result, 5, 43));

        Assert.Equal(Plain(a, b, 5, 43, k, [.. bias, .. bias, .. bias, .. bias, .. bias]), result);
    }

    [Fact]
    public void A_sum_of_nothing_is_zero() => Assert.Equal(new float[6], Product([], [], 2, 3, 0));

    [Fact]
    public void The_vectors_of_every_width_give_the_same_bits()
    {
        float[] a = Sample.Floats(23 * 70, 1), b = Sample.Floats(70 * 61, 2);
        float[] expected = Plain(a, b, 23, 61, 70, new float[23 * 61]);

        Assert.Equal(expected, Panels<Vectors256, Vector256<float>>(a, b, 23, 61, 70));
        Assert.Equal(expected, Panels<Vectors512, Vector512<float>>(a, b, 23, 61, 70));
    }

    [Fact]
    public void A_bias_of_another_length_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(
            new MatrixSpan(new float[6], 2, 3), new MatrixSpan(new float[6], 3, 2), new float[3], new MatrixSpan(new float[4], 2, 2)));

        Assert.StartsWith("A bias must have a value for each of the 2 columns; got 3.", error.Message);
    }

    [Fact]
    public void Shapes_that_do_not_agree_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(
            new MatrixSpan(new float[6], 2, 3), new MatrixSpan(new float[8], 4, 2), new MatrixSpan(new float[4], 2, 2)));

        Assert.Equal("The shapes of a product must agree; got 2 × 3, 4 × 2 and a result of 2 × 2.", error.Message);
    }

    private static Arbitrary<(int M, int N, int K)> Shapes =>
        (from m in Gen.Choose(0, 40) from n in Gen.Choose(0, 70) from k in Gen.Choose(0, 40) select (m, n, k)).ToArbitrary();

    private static float[] Plain(float[] a, float[] b, int m, int n, int k, float[] start)
    {
        float[] c = [.. start];
        for (int row = 0; row < m; row++)
        {
            for (int column = 0; column < n; column++)
            {
                for (int step = 0; step < k; step++)
                    c[row * n + column] = MathF.FusedMultiplyAdd(a[row * k + step], b[step * n + column], c[row * n + column]);
            }
        }
        return c;
    }

    // Results start as NaN, so that an element which is not written shows.
    private static float[] Product(float[] a, float[] b, int m, int n, int k)
    {
        float[] c = [.. Enumerable.Repeat(float.NaN, m * n)];
        MatrixProduct.Multiply(new MatrixSpan(a, m, k), new MatrixSpan(b, k, n), new MatrixSpan(c, m, n));
        return c;
    }

    private static unsafe float[] Panels<TWidth, TVector>(float[] left, float[] right, int m, int n, int k)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        var result = new float[m * n];
        fixed (float* a = left, b = right, c = result)
        {
            new ProductPanels<TWidth, TVector>
            {
                Left = a,
                LeftRow = k,
                LeftStep = 1,
                Right = b,
                RightRow = n,
                RightTransposed = false,
                Bias = null,
                Result = c,
                Accumulate = false,
                Rows = m,
                Columns = n,
                Depth = k,
            }.Run();
        }
        return result;
    }

    private static float[] LeftTransposed(float[] a, float[] b, int m, int n, int k)
    {
        float[] c = [.. Enumerable.Repeat(float.NaN, m * n)];
        MatrixProduct.MultiplyLeftTransposed(new MatrixSpan(Transposed(a, m, k), k, m), new MatrixSpan(b, k, n), new MatrixSpan(c, m, n));
        return c;
    }

    private static float[] RightTransposed(float[] a, float[] b, int m, int n, int k)
    {
        float[] c = [.. Enumerable.Repeat(float.NaN, m * n)];
        MatrixProduct.MultiplyRightTransposed(new MatrixSpan(a, m, k), new MatrixSpan(Transposed(b, k, n), n, k), new MatrixSpan(c, m, n));
        return c;
    }

    private static float[] Transposed(float[] values, int rows, int columns) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => values[i % rows * columns + i / rows])];
}
