using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class ScheduleFreeSgdTests
{
    [Fact]
    public void It_walks_the_published_path() => Valley.AssertClose(
        [0.95, 0.5, 0.923875, 0.3625, 0.8486011564, 0.097750625], Valley.After1And2And5Of(new ScheduleFreeSgd()));

    [Fact]
    public void The_average_of_the_path_is_what_is_shipped()
    {
        // z = 1 − 0.5, then 0.5 − 0.5; x = 0.5, then their mean 0.25; y = 0.25 + 0.1 · (0 − 0.25).
        IOptimizer optimizer = new ScheduleFreeSgd();
        var state = new OptimizerState(1);
        float[] weights = [1];
        Assert.True(optimizer.Shipped(weights, state) == weights);
        for (int step = 0; step < 2; step++)
        {
            state.Advance();
            optimizer.Update(weights, [1], state, 0.5);
        }

        Assert.Equal(0.25f, optimizer.Shipped(weights, state)[0], tolerance: 1e-6f);
        Assert.Equal(0.225f, weights[0], tolerance: 1e-6f);
    }

    [Fact]
    public void A_warm_up_climbs_to_the_rate()
    {
        // z = −0.25, −0.75, −1.5, −2.5, −3.5 with c = 1, 4/5, 9/14, 16/30, 16/46.
        IOptimizer optimizer = new ScheduleFreeSgd { WarmupSteps = 4, Interpolation = 0 };

        Assert.Equal([-0.25f, -0.75f, -1.5f, -2.5f, -3.5f], Steps.Of(optimizer, 1, 0, 1, 1, 1, 1, 1), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Both_forms_of_decay_are_one()
    {
        float[] gradients = [1, -0.5f, 0.3f];

        Assert.Equal(
            Steps.Of(new ScheduleFreeSgd { WeightDecay = 0.1 }, 0.1, 2, gradients),
            Steps.Of(new ScheduleFreeSgd { WeightDecay = 0.1, DecoupledDecay = true }, 0.1, 2, gradients));
    }
}
