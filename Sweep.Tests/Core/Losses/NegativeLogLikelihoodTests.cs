using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Tests.Contracts;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Losses;

public class NegativeLogLikelihoodTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(new double[] { 1, 3, 0.5 })]
    public void After_log_softmax_it_teaches_what_cross_entropy_does(double[]? weights)
    {
        float[] logits = Sample.Floats(4 * 3), targets = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0.2f, 0.3f, 0.5f];
        IClassWeighted direct = new CrossEntropy(), indirect = new NegativeLogLikelihood();
        float[] wanted = new float[12], upstream = new float[12];
        var bench = new LayerBench(new LogSoftmax(), new Shape(3), 4) { Input = logits, Upstream = upstream };
        bench.Forward();

        double expected = Evaluate(direct, logits, wanted), got = Evaluate(indirect, bench.Output, upstream);
        bench.Backward();

        Assert.Equal(expected, got, tolerance: 1e-6);
        Assert.All(wanted.Zip(bench.InputGradient), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-6f));

        double Evaluate(IClassWeighted loss, float[] predictions, float[] gradient) => (weights is null ? loss : loss.With(new ClassWeights(weights)))
            .Evaluate(new ReadOnlyMatrixSpan(predictions, 4, 3), new ReadOnlyMatrixSpan(targets, 4, 3), new MatrixSpan(gradient, 4, 3));
    }

    [Fact]
    public void An_impossible_class_costs_nothing_unless_it_is_the_right_one()
    {
        Assert.Equal(0, Of([0, float.NegativeInfinity], [1, 0]));
        Assert.Equal(double.PositiveInfinity, Of([0, float.NegativeInfinity], [0, 1]));

        static double Of(float[] predictions, float[] targets) => new NegativeLogLikelihood().Evaluate(
            new ReadOnlyMatrixSpan(predictions, 1, 2), new ReadOnlyMatrixSpan(targets, 1, 2), new MatrixSpan(new float[2], 1, 2));
    }

    [Fact]
    public void A_batch_without_weight_costs_nothing_and_teaches_nothing()
    {
        float[] gradient = [9, 9];
        var loss = new NegativeLogLikelihood().With(new ClassWeights(1, 0));

        Assert.Equal(0, loss.Evaluate(new ReadOnlyMatrixSpan([-1, -2], 1, 2), new ReadOnlyMatrixSpan([0, 1], 1, 2), new MatrixSpan(gradient, 1, 2)));
        Assert.Equal([0, 0], gradient);
    }
}
