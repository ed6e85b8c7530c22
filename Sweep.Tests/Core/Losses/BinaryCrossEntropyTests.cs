using Sweep.Core.Losses;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Losses;

public class BinaryCrossEntropyTests
{
    [Fact]
    public void Smoothing_is_that_of_cross_entropy_over_two_classes()
    {
        // Logits of 0 for the first class make softmax the sigmoid.
        float[] logits = [0, 1.5f, 0, -0.75f, 0, 3], targets = [1, 0, 0, 1, 0, 1], wanted = new float[6], gradient = new float[3];

        double both = new CrossEntropy { LabelSmoothing = 0.2 }.Evaluate(
            new ReadOnlyMatrixSpan(logits, 3, 2), new ReadOnlyMatrixSpan(targets, 3, 2), new MatrixSpan(wanted, 3, 2));
        double one = new BinaryCrossEntropy { LabelSmoothing = 0.2 }.Evaluate(
            new ReadOnlyMatrixSpan([1.5f, -0.75f, 3], 3, 1), new ReadOnlyMatrixSpan([0, 1, 1], 3, 1), new MatrixSpan(gradient, 3, 1));

        Assert.Equal(both, one, tolerance: 1e-7);
        Assert.Equal([wanted[1], wanted[3], wanted[5]], gradient, (a, b) => Math.Abs(a - b) < 1e-7);
    }
}
