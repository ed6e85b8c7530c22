using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class AdamTests
{
    [Fact]
    public void The_first_step_is_the_rate_whatever_the_gradient()
    {
        // m̂ = g and v̂ = g², so the step is lr · g / |g|.
        foreach (float gradient in new[] { 1e-3f, 1, -50 })
            Assert.Equal(-0.01f * MathF.Sign(gradient), Steps.Of(new Adam(), learningRate: 0.01, start: 0, gradient)[0], tolerance: 1e-6f);
    }

    [Fact]
    public void The_epsilon_is_added_after_or_before_bias_correction()
    {
        // g = 1, ε = 1: after, 1/(1 + 1); before, √(1 − β₂) · 10 · m / (√v + 1) with m = 0.1, v = 0.001.
        Assert.Equal(-0.5f, Steps.Of(new Adam { Epsilon = 1 }, learningRate: 1, start: 0, 1)[0], tolerance: 1e-6f);
        float root = MathF.Sqrt(0.001f);
        Assert.Equal(-root / (root + 1), Steps.Of(new Adam { Epsilon = 1, EpsilonHat = true }, learningRate: 1, start: 0, 1)[0], tolerance: 1e-6f);
    }

    [Fact]
    public void AmsGrad_remembers_the_largest_mean_square()
    {
        float[] gradients = [10, .. Enumerable.Repeat(0.1f, 50)];
        float[] plain = Steps.Of(new Adam { Beta2 = 0.5 }, learningRate: 0.1, start: 0, gradients);
        float[] amsGrad = Steps.Of(new Adam { Beta2 = 0.5, AmsGrad = true }, learningRate: 0.1, start: 0, gradients);

        Assert.True(plain[49] - plain[50] > 5 * (amsGrad[49] - amsGrad[50]), "Long after a large gradient, AMSGrad still takes small steps.");
    }
}
