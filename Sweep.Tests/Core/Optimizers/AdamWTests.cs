using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class AdamWTests
{
    [Fact]
    public void A_weight_without_gradient_shrinks_by_the_rate_times_the_decay() =>
        Assert.Equal([0.5f, 0.25f], Steps.Of(new AdamW { WeightDecay = 5 }, learningRate: 0.1, start: 1, 0, 0));

    [Fact]
    public void The_decay_does_not_go_through_the_mean_square()
    {
        // In the gradient, λ·w would be scaled to a whole step of the rate; beside it, it takes off what it says.
        float beside = Steps.Of(new AdamW { WeightDecay = 0.5 }, learningRate: 0.1, start: 1, 0)[0];
        float within = Steps.Of(new AdamW { WeightDecay = 0.5, DecoupledDecay = false }, learningRate: 0.1, start: 1, 0)[0];

        Assert.Equal(0.95f, beside, tolerance: 1e-6f);
        Assert.Equal(0.9f, within, tolerance: 1e-6f);
    }
}
