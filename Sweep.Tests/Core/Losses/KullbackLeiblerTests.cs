using Sweep.Core.Losses;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Losses;

public class KullbackLeiblerTests
{
    [Fact]
    public void The_same_distribution_is_at_distance_zero_and_others_are_further_off()
    {
        float[] target = [0.5f, 0.25f, 0.25f];

        Assert.Equal(0, Of([.. target.Select(share => (float)Math.Log(share))], target), tolerance: 1e-7);
        // ½·ln(½ ÷ ¼) + ¼·ln(¼ ÷ ½), the last class being the same in both.
        Assert.Equal(0.25 * Math.Log(2), Of([(float)Math.Log(0.25), (float)Math.Log(0.5), (float)Math.Log(0.25)], target), tolerance: 1e-7);
    }

    [Fact]
    public void A_class_that_the_target_excludes_costs_nothing_even_if_it_is_impossible() =>
        Assert.Equal(0, Of([0, float.NegativeInfinity, -3], [1, 0, 0]));

    private static double Of(float[] predictions, float[] targets) => new KullbackLeibler().Evaluate(
        new ReadOnlyMatrixSpan(predictions, 1, 3), new ReadOnlyMatrixSpan(targets, 1, 3), new MatrixSpan(new float[3], 1, 3));
}
