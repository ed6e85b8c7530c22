using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class AdagradTests
{
    [Fact]
    public void The_rate_falls_with_the_squares_seen_so_far()
    {
        // s = 9, w = 1 − 3/3; s = 9 + 16, w = 0 − 4/5
        Assert.Equal([0, -0.8f], Steps.Of(new Adagrad { Epsilon = 0 }, learningRate: 1, start: 1, 3, 4));
    }

    [Fact]
    public void The_rate_itself_can_fall()
    {
        // As above, with the second step at 1/(1 + 1) of the rate.
        Assert.Equal([0, -0.4f], Steps.Of(new Adagrad { Epsilon = 0, RateDecay = 1 }, learningRate: 1, start: 1, 3, 4));
    }

    [Fact]
    public void The_epsilon_stands_outside_the_root_or_inside()
    {
        // Starting from 3: s = 3 + 1. Outside: 1/(2 + 2); inside: 1/√(4 + 5).
        Assert.Equal([-0.25f], Steps.Of(new Adagrad { InitialAccumulator = 3, Epsilon = 2 }, learningRate: 1, start: 0, 1));
        Assert.Equal([-1f / 3], Steps.Of(new Adagrad { InitialAccumulator = 3, Epsilon = 5, EpsilonInsideRoot = true }, learningRate: 1, start: 0, 1));
    }
}
