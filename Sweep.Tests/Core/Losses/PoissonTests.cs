using Sweep.Core.Losses;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Losses;

public class PoissonTests
{
    [Fact]
    public void The_prediction_is_the_logarithm_of_the_rate()
    {
        float[] gradient = new float[2];
        // Rates 1 and e; counts 3 and 0.
        double loss = new Poisson().Evaluate(
            new ReadOnlyMatrixSpan([0, 1], 2, 1), new ReadOnlyMatrixSpan([3, 0], 2, 1), new MatrixSpan(gradient, 2, 1));

        Assert.Equal((1 - 0 + Math.E) / 2, loss, precision: 12);
        Assert.Equal(-1, gradient[0]);
        Assert.Equal(Math.E / 2, gradient[1], tolerance: 1e-7);
    }

    [Fact]
    public void Counts_are_never_below_zero() => Assert.Equal(0, new Poisson().LeastTarget);
}
