using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class RAdamTests
{
    [Fact]
    public void It_goes_by_plain_momentum_until_the_mean_square_can_be_trusted()
    {
        // m̂ = g for a constant gradient. At β₂ = 0.999, ρ passes 5 at the sixth step.
        float[] weights = Steps.Of(new RAdam(), learningRate: 0.5, start: 0, 8, 8, 8, 8, 8, 8);

        Assert.Equal([-4, -8, -12, -16, -20], weights[..5], (expected, got) => Math.Abs(expected - got) < 1e-4);
        Assert.InRange(weights[4] - weights[5], 1e-6, 0.1);
    }

    [Fact]
    public void A_memory_too_short_for_a_variance_never_adapts()
    {
        // β₂ = 0.5: ρ∞ = 3.
        float[] weights = Steps.Of(new RAdam { Beta1 = 0, Beta2 = 0.5 }, learningRate: 1, start: 0, [.. Enumerable.Repeat(1f, 30)]);

        Assert.Equal(-30, weights[29]);
    }
}
