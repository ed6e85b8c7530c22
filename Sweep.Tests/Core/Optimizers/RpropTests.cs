using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class RpropTests
{
    [Fact]
    public void A_step_grows_while_the_slope_keeps_its_sign_and_waits_where_it_turned()
    {
        // 0.1, 0.12, then the sign turns: 0.06 and no move, then 0.06 without a sign to compare with, then 0.072.
        Assert.Equal([0.9f, 0.78f, 0.78f, 0.84f, 0.912f], Steps.Of(new Rprop(), 0.1, 1, 5, 1e-30f, -3, -2, -1e-30f), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void It_walks_the_published_path() =>
        Valley.AssertClose([0.95, 0.95, 0.89, 0.89, 0.62792, 0.62792], Valley.After1And2And5Of(new Rprop()));

    [Fact]
    public void A_step_stays_between_its_bounds()
    {
        var rprop = new Rprop { ShortestStep = 0.05, LongestStep = 0.2 };

        float[] path = Steps.Of(rprop, 0.1, 0, 1, 1, 1, 1, 1, 1);
        Assert.Equal(-0.2f, path[5] - path[4], tolerance: 1e-6f);
        float[] turning = Steps.Of(rprop, 0.1, 0, 1, -1, -1, 1, 1, -1, -1, 1, 1);
        Assert.Equal(-0.05f, turning[8] - turning[7], tolerance: 1e-6f);
    }

    [Fact]
    public void Later_rates_say_nothing_and_a_first_rate_of_0_is_no_first_rate()
    {
        var state = new OptimizerState(1);
        float[] weights = [1];
        foreach (double rate in new[] { 0, 0.1, 7 })
        {
            state.Advance();
            new Rprop().Update(weights, [1], state, rate);
        }

        Assert.Equal(1 - 0.1f - 0.12f, weights[0], tolerance: 1e-6f);
    }

    [Fact]
    public void It_needs_all_rows() => Assert.True(((IOptimizer)new Rprop()).NeedsAllRows);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Shrink_outside_zero_to_one_is_refused(double shrink) =>
        Assert.StartsWith("Shrink must be ", Assert.Throws<ArgumentOutOfRangeException>(() => new Rprop { Shrink = shrink }).Message, StringComparison.Ordinal);
}
