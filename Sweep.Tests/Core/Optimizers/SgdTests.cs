using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class SgdTests
{
    [Fact]
    public void A_step_is_the_rate_times_the_gradient_and_forgets_the_one_before() =>
        Assert.Equal([1 - 0.5f * 1, 0.5f + 0.5f * 2], Steps.Of(new Sgd(), learningRate: 0.5, start: 1, 1, -2));
}
