using Sweep.Core.Losses;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Losses;

public class HuberTests
{
    [Fact]
    public void A_large_error_costs_in_a_straight_line_from_delta_on()
    {
        float[] gradient = new float[2];
        double loss = new Huber { Delta = 2 }.Evaluate(
            new ReadOnlyMatrixSpan([1, 10], 2, 1), new ReadOnlyMatrixSpan([0, 0], 2, 1), new MatrixSpan(gradient, 2, 1));

        Assert.Equal((0.5 + 2 * (10 - 1)) / 2, loss, precision: 12);
        Assert.Equal([0.5f, 1], gradient);
    }

    [Fact]
    public void Smooth_l1_is_huber_divided_by_delta()
    {
        float[] predictions = [0.1f, -0.6f, 3, -4, 0.75f];
        double Evaluate(PointwiseLoss loss) => loss.Evaluate(
            new ReadOnlyMatrixSpan(predictions, 5, 1), new ReadOnlyMatrixSpan(new float[5], 5, 1), new MatrixSpan(new float[5], 5, 1));

        Assert.Equal(Evaluate(new Huber { Delta = 0.75 }) / 0.75, Evaluate(new SmoothL1 { Beta = 0.75 }), precision: 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void A_delta_that_is_not_above_zero_is_refused(double delta)
    {
        Assert.StartsWith("Delta must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Huber { Delta = delta }).Message, StringComparison.Ordinal);
        Assert.StartsWith("Beta must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new SmoothL1 { Beta = delta }).Message, StringComparison.Ordinal);
    }
}
