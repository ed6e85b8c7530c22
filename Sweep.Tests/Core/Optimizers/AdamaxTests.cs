using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class AdamaxTests
{
    [Fact]
    public void It_divides_by_the_largest_gradient_of_late()
    {
        // m = 0.5·4 = 2, m̂ = 4, u = 4: w = −1. Then g = 0: m = 1, m̂ = 1/0.75, u = 0.5·4 = 2: w = −1 − 2/3.
        Assert.Equal([-1, -1 - 2f / 3], Steps.Of(new Adamax { Beta1 = 0.5, Beta2 = 0.5, Epsilon = 0 }, learningRate: 1, start: 0, 4, 0));
    }

    [Fact]
    public void The_epsilon_is_remembered_with_the_gradient_or_added_to_the_maximum()
    {
        // β₁ = 0, so m̂ = g: 2, then 0.2. Inside: max(0.5·(2 + 2), 0.2 + 2) = 2.2. Outside: max(0.5·2, 0.2) + 2 = 3.
        var small = new Adamax { Beta1 = 0, Beta2 = 0.5, Epsilon = 2 };
        Assert.Equal(0.2f / 2.2f, Moved(small), tolerance: 1e-6f);
        Assert.Equal(0.2f / 3, Moved(small with { EpsilonInsideMaximum = false }), tolerance: 1e-6f);

        static float Moved(Adamax rule)
        {
            float[] weights = Steps.Of(rule, learningRate: 1, start: 0, 2, 0.2f);
            return weights[0] - weights[1];
        }
    }
}
