using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class DivergenceRuleTests
{
    private static readonly DivergenceRule _rule = new();

    // Best 0.5 after 2: 0.5 + 3 · 1.5.
    [Theory]
    [InlineData(5, null)]
    [InlineData(5.01, StopReason.Diverged)]
    [InlineData(double.NaN, StopReason.Nan)]
    [InlineData(double.PositiveInfinity, StopReason.Infinite)]
    public void A_loss_diverges_three_falls_above_the_best(double loss, StopReason? expected) =>
        Assert.Equal(expected, _rule.ReasonToStop(loss, first: 2, best: 0.5, spread: 0.1));

    // A multiple of −8 would have stopped at −7.9.
    [Theory]
    [InlineData(-7.9, null)]
    [InlineData(-3.6, null)]
    [InlineData(-3.4, StopReason.Diverged)]
    public void Losses_below_0_diverge_in_the_same_way(double loss, StopReason? expected) =>
        Assert.Equal(expected, _rule.ReasonToStop(loss, first: -6.5, best: -8, spread: 0.1));

    [Fact]
    public void Before_a_loss_has_fallen_its_spread_over_rows_is_what_counts()
    {
        Assert.Null(_rule.ReasonToStop(2.29, first: 2, best: 2, spread: 0.1));
        Assert.Equal(StopReason.Diverged, _rule.ReasonToStop(2.31, first: 2, best: 2, spread: 0.1));
    }
}
