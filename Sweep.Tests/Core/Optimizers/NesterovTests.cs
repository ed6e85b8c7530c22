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
}
