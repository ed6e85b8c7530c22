using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class ScheduleFreeAdamWTests
{
    [Fact]
    public void The_first_step_is_the_rate_whatever_the_gradient_and_wherever_the_bias_is_corrected()
    {
        foreach (bool underRoot in new[] { false, true })
        {
            foreach (float gradient in new[] { 1e-2f, 1, -50 })
                Assert.Equal(
                    -0.01f * MathF.Sign(gradient), Steps.Of(new ScheduleFreeAdamW { CorrectUnderRoot = underRoot }, 0.01, 0, gradient)[0], tolerance: 1e-6f);
        }
    }

    [Fact]
    public void Decay_is_beside_the_gradient_or_within_it()
    {
        // Without a gradient, the decay moves by lr·λ·w beside it; within it, any decay moves by lr, as any gradient does.
        var beside = new ScheduleFreeAdamW { WeightDecay = 0.5, CorrectUnderRoot = true };

        Assert.Equal(2 - 0.1f * 0.5f * 2, Steps.Of(beside, 0.1, 2, 0)[0], tolerance: 1e-6f);
        Assert.Equal(2 - 0.1f, Steps.Of(beside with { DecoupledDecay = false }, 0.1, 2, 0)[0], tolerance: 1e-6f);
    }
}
