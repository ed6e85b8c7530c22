using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class LionTests
{
    [Fact]
    public void Every_step_is_as_long_as_the_rate_and_a_gradient_of_0_gives_none() =>
        Assert.Equal([0, -0.5f, -1f], Steps.Of(new Lion(), learningRate: 0.5, start: 0, 0, 1e-6f, 1e6f));

    [Fact]
    public void Direction_and_momentum_remember_differently()
    {
        // m = 0.5·4 = 2; c = 0.75·2 − 0.25·5 > 0 goes on down, although momentum after it, 0.5·2 − 0.5·5, has turned.
        Assert.Equal([-1, -2, -1], Steps.Of(new Lion { Beta1 = 0.75, Beta2 = 0.5 }, learningRate: 1, start: 0, 4, -5, -1));
    }

    [Fact]
    public void Decay_takes_the_weight_before_the_step() =>
        Assert.Equal([4 - 0.1f * 0.5f * 4 - 0.1f], Steps.Of(new Lion { WeightDecay = 0.5 }, learningRate: 0.1, start: 4, 1), (expected, got) => Math.Abs(expected - got) < 1e-6);

    [Fact]
    public void A_gradient_that_is_no_number_shows_in_the_weight() =>
        Assert.True(float.IsNaN(Steps.Of(new Lion(), learningRate: 0.1, start: 1, float.NaN)[0]));
}
