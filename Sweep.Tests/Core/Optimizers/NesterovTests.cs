using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class NesterovTests
{
    [Fact]
    public void The_gradient_counts_at_once_and_again_through_the_velocity()
    {
        // v = 1, w = 1 − (1 + 0.5 · 1); v = 0.5 · 1 + 2 = 2.5, w = −0.5 − (2 + 0.5 · 2.5)
        Assert.Equal([-0.5f, -3.75f], Steps.Of(new Nesterov { Decay = 0.5 }, learningRate: 1, start: 1, 1, 2));
    }

    [Fact]
    public void With_the_rate_in_the_velocity_a_step_keeps_pushing_at_its_own_rate()
    {
        // At rate 1: v = 1, w = −(1 + 0.5). At rate 0.5: v = 0.5 + 0.5, w = −1.5 − (0.5 + 0.5·1); outside, v = 1.5 and w = −1.5 − 0.5·1.75.
        var rule = new Nesterov { Decay = 0.5 };
        Assert.Equal([-1.5f, -2.375f], Steps.Of(rule, [1, 0.5], start: 0, 1, 1));
        Assert.Equal([-1.5f, -2.5f], Steps.Of(rule with { RateInVelocity = true }, [1, 0.5], start: 0, 1, 1));
    }
}
