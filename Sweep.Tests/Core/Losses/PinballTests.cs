using Sweep.Core.Losses;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Losses;

public class PinballTests
{
    [Fact]
    public void Too_little_costs_the_quantile_and_too_much_the_rest()
    {
        float[] gradient = new float[4];
        // 2 too little at 0.75 each, 4 too much at 0.25 each, exact twice.
        double loss = new Pinball { Quantile = 0.75 }.Evaluate(
            new ReadOnlyMatrixSpan([1, 5, 0, 7], 4, 1), new ReadOnlyMatrixSpan([3, 1, 0, 7], 4, 1), new MatrixSpan(gradient, 4, 1));

        Assert.Equal((2 * 0.75 + 4 * 0.25) / 4, loss);
        Assert.Equal([-0.75f / 4, 0.25f / 4, 0, 0], gradient);
    }

    [Fact]
    public void The_best_constant_is_the_quantile_of_the_targets()
    {
        float[] targets = [9, 1, 7, 3, 5, 2, 8, 4, 6, 10];
        double Of(float constant) => new Pinball { Quantile = 0.85 }.Evaluate(
            new ReadOnlyMatrixSpan([.. Enumerable.Repeat(constant, 10)], 10, 1), new ReadOnlyMatrixSpan(targets, 10, 1), new MatrixSpan(new float[10], 10, 1));

        // 8 of 10 targets are below the ninth and 9 up to it: 0.85 lies between.
        Assert.Equal(9, targets.MinBy(Of));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_quantile_outside_zero_to_one_is_refused(double quantile) => Assert.StartsWith(
        "Quantile must be above 0 and less than 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Pinball { Quantile = quantile }).Message, StringComparison.Ordinal);
}
