using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class NAdamTests
{
    [Fact]
    public void The_first_step_weighs_the_gradient_and_what_momentum_will_be()
    {
        // ψ = 0 keeps μ at β₁/2 = 0.25: P₁ = 0.25. m = 0.5·g, v̂ = g²: w = −(0.25·0.5/(1 − 0.0625) + 0.75/0.75).
        float[] weights = Steps.Of(new NAdam { Beta1 = 0.5, Epsilon = 0, MomentumDecay = 0 }, learningRate: 1, start: 0, 3);

        Assert.Equal(-(0.125f / 0.9375f + 1), weights[0], tolerance: 1e-6f);
    }

    [Fact]
    public void Momentum_grows_with_the_steps()
    {
        // With ψ·t = 1, 2: μ₁ = 0.5·(1 − 0.48), μ₂ = 0.5·(1 − 0.4608); a ψ of 0.5 takes the root: 0.96^0.5.
        double Step(double first, double second) => -(second * 0.5 / (1 - first * second) + (1 - first) / (1 - first));
        float whole = Steps.Of(new NAdam { Beta1 = 0.5, Epsilon = 0, MomentumDecay = 1 }, learningRate: 1, start: 0, 3)[0];
        float half = Steps.Of(new NAdam { Beta1 = 0.5, Epsilon = 0, MomentumDecay = 0.5 }, learningRate: 1, start: 0, 3)[0];

        Assert.Equal(Step(0.26, 0.2696), whole, tolerance: 1e-6);
        Assert.Equal(Step(0.5 * (1 - 0.5 * Math.Sqrt(0.96)), 0.26), half, tolerance: 1e-6);
    }
}
