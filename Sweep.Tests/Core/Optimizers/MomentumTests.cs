using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class MomentumTests
{
    [Fact]
    public void Velocity_carries_into_the_second_update()
    {
        // v = 1, w = 1 − 0.1; v = 0.5 + 1, w = 0.9 − 0.15
        float[] weights = Steps.Of(new Momentum { Decay = 0.5 }, learningRate: 0.1, start: 1, 1, 1);

        Assert.Equal(0.75f, weights[1], tolerance: 1e-6f);
    }

    [Fact]
    public void Dampening_spares_the_first_gradient()
    {
        // v = 1, w = 1 − 1; v = 0.5 · 1 + (1 − 0.75) · 1 = 0.75, w = 0 − 0.75
        Assert.Equal([0, -0.75f], Steps.Of(new Momentum { Decay = 0.5, Dampening = 0.75 }, learningRate: 1, start: 1, 1, 1));
    }

    [Fact]
    public void With_the_rate_in_the_velocity_a_step_keeps_pushing_at_its_own_rate()
    {
        // At rate 1: v = 1, w = −1. At rate 0.5: v = 0.5·1 + 0.5·1, w = −2; outside, v = 1.5 and w = −1 − 0.5·1.5.
        var rule = new Momentum { Decay = 0.5 };
        Assert.Equal([-1, -1.75f], Steps.Of(rule, [1, 0.5], start: 0, 1, 1));
        Assert.Equal([-1, -2], Steps.Of(rule with { RateInVelocity = true }, [1, 0.5], start: 0, 1, 1));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Decay_outside_zero_to_one_is_refused(double decay)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Momentum { Decay = decay });

        Assert.StartsWith("Decay must be at least 0 and less than 1; got ", error.Message, StringComparison.Ordinal);
    }
}
