using Sweep.Core.Contracts;
using Sweep.Core.Initializers;

namespace Sweep.Tests.Core.Initializers;

public class OrthogonalTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    [InlineData(7, 7)]
    [InlineData(3, 12)]
    [InlineData(12, 3)]
    [InlineData(64, 256)]
    public void Rows_or_columns_whichever_are_fewer_have_length_one_and_right_angles(int rows, int columns)
    {
        float[] weights = Filled.By("orthogonal", new WeightTensor("kernel", WeightRole.RecurrentKernel, rows, columns));
        bool tall = rows >= columns;

        for (int i = 0; i < Math.Min(rows, columns); i++)
        {
            for (int j = 0; j < Math.Min(rows, columns); j++)
            {
                double product = Enumerable.Range(0, Math.Max(rows, columns)).Sum(k => (double)At(i, k) * At(j, k));
                Assert.Equal(i == j ? 1 : 0, product, tolerance: 1e-5);
            }
        }

        float At(int vector, int place) => tall ? weights[place * columns + vector] : weights[vector * columns + place];
    }

    [Fact]
    public void The_gain_multiplies_everything()
    {
        var kernel = new WeightTensor("kernel", WeightRole.Kernel, 4, 6);

        Assert.Equal(
            Array.ConvertAll(Filled.By(new Orthogonal(), kernel), weight => 2 * weight), Filled.By(new Orthogonal { Gain = 2 }, kernel));
    }

    [Fact]
    public void Every_direction_is_as_likely_as_its_opposite()
    {
        // A matrix of one weight is 1 or −1: of 1000, half of them each, within 5 deviations of √250. Without the signs of R all are the same.
        var one = new WeightTensor("kernel", WeightRole.Kernel, 1, 1);
        int positive = Enumerable.Range(0, 1000).Count(seed => Filled.By("orthogonal", one, (ulong)seed)[0] > 0);

        Assert.InRange(positive, 500 - 80, 500 + 80);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void A_gain_that_is_not_above_zero_is_refused(double gain) =>
        Assert.StartsWith(
            "Gain must be above 0 and finite; got ",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Orthogonal { Gain = gain }).Message,
            StringComparison.Ordinal);
}
