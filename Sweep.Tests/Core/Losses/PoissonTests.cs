using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Core.Training;

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
    public void Metrics_judge_the_rate_and_not_its_logarithm()
    {
        // Weights of 0 predict the rate 1 for each row; all counts are 1.
        var data = new Dataset(["a"], [1, 2, 3], TargetKind.Number, [1, 1, 1], []);
        var learner = new Learner(Network.Perceptron(1, [], new Relu(), 1), 3);

        double loss = learner.Evaluate([0, 0], data, [0, 1, 2], Standardizer.None(1), new Poisson());

        Assert.Equal(1, loss);
        Assert.Equal([1f, 1, 1], learner.Predictions.Values.ToArray());
        Assert.Equal([1f, 1, 1], learner.Targets.Values.ToArray());
    }

    [Fact]
    public void Counts_are_never_below_zero() => Assert.Equal(0, new Poisson().LeastTarget);
}
