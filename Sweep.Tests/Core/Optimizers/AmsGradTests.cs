using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class AmsGradTests
{
    [Fact]
    public void It_is_Adam_with_its_largest_mean_square_kept()
    {
        float[] gradients = [10, .. Enumerable.Repeat(0.1f, 20)];

        Assert.Equal(
            Steps.Of(new Adam { AmsGrad = true, Beta2 = 0.5 }, learningRate: 0.1, start: 0, gradients),
            Steps.Of(new AmsGrad { Beta2 = 0.5 }, learningRate: 0.1, start: 0, gradients));
    }

    [Fact]
    public void Long_after_a_large_gradient_it_still_takes_small_steps()
    {
        // v̂ stays about 100 · ½ where Adam's falls to 0.01: steps of about 0.1/√50 against steps of about 1, times the rate.
        float[] weights = Steps.Of(new AmsGrad { Beta1 = 0, Beta2 = 0.5 }, learningRate: 1, start: 0, [10, .. Enumerable.Repeat(0.1f, 50)]);

        Assert.Equal(0.1f / MathF.Sqrt(50), weights[49] - weights[50], tolerance: 1e-5f);
    }
}
