using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class RmsPropTests
{
    [Fact]
    public void The_mean_square_fades()
    {
        // s = 0.25 · 4 = 1, w = 0 − 2/1; s = 0.75 · 1 + 0.25 · 0 = 0.75, gradient 0: no move
        Assert.Equal([-2, -2], Steps.Of(new RmsProp { Decay = 0.75, Epsilon = 0 }, learningRate: 1, start: 0, 2, 0));
    }

    [Fact]
    public void Centered_divides_by_the_spread()
    {
        // s = 0.25 · 16 = 4, a = 0.25 · 4 = 1, √(4 − 1) = √3
        float[] weights = Steps.Of(new RmsProp { Decay = 0.75, Epsilon = 0, Centered = true }, learningRate: 1, start: 0, 4);

        Assert.Equal(-4 / MathF.Sqrt(3), weights[0], tolerance: 1e-6f);
    }

    [Fact]
    public void Momentum_repeats_the_last_move()
    {
        // b = 2/1 = 2, w = −2; gradient 0: b = 0.5 · 2, w = −3
        Assert.Equal([-2, -3], Steps.Of(new RmsProp { Decay = 0.75, Epsilon = 0, Momentum = 0.5 }, learningRate: 1, start: 0, 2, 0));
    }

    [Fact]
    public void With_the_rate_in_the_velocity_a_move_repeats_at_its_own_rate()
    {
        // As above, but the second step has a rate of 0.5: b = 0.5 · 2 as it was, or at half of it.
        var rule = new RmsProp { Decay = 0.75, Epsilon = 0, Momentum = 0.5 };
        Assert.Equal([-2, -2.5f], Steps.Of(rule, [1, 0.5], start: 0, 2, 0));
        Assert.Equal([-2, -3], Steps.Of(rule with { RateInVelocity = true }, [1, 0.5], start: 0, 2, 0));
    }

    [Fact]
    public void A_variance_that_rounding_makes_negative_counts_as_0()
    {
        // A constant gradient has no spread; in floats s − a² ends a little below 0, whose root would be NaN.
        float[] weights = Steps.Of(
            new RmsProp { Decay = 0.5, Epsilon = 1, Centered = true }, learningRate: 0.01, start: 0, [.. Enumerable.Repeat(0.3f, 200)]);

        Assert.All(weights, weight => Assert.True(float.IsFinite(weight)));
    }
}
