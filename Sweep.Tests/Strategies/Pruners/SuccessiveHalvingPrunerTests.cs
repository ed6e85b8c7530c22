using Sweep.Strategies.Pruners;

namespace Sweep.Tests.Strategies.Pruners;

public class SuccessiveHalvingPrunerTests
{
    private static readonly SuccessiveHalvingPruner _pruner = new() { MinEpochs = 2, ReductionFactor = 3 };

    [Fact]
    public void Rungs_are_the_first_epochs_times_powers_of_the_factor()
    {
        double[] bad = [.. Enumerable.Repeat(1.0, 60)], good = [.. Enumerable.Repeat(0.0, 60)];
        PastFit[] earlier = [new(good, true)];

        Assert.Equal([2, 6, 18, 54], Enumerable.Range(1, 60).Where(epoch => _pruner.ShouldStop(bad[..epoch], earlier, maximize: false)));
    }

    [Theory]
    [InlineData(4, 0.9, false)] // 5 fits at the rung: the best 1 goes on
    [InlineData(4, 1.5, true)]
    [InlineData(5, 1.5, false)] // 6 fits: the best 2
    [InlineData(5, 2.5, true)]
    [InlineData(5, 2, false)] // ties with the second
    public void The_best_share_goes_on(int earlier, double value, bool stopped)
    {
        PastFit[] fits = [.. Enumerable.Range(1, earlier).Select(trial => new PastFit([9, trial], trial % 2 == 0))];

        Assert.Equal(stopped, _pruner.ShouldStop([9, value], fits, maximize: false));
    }

    [Fact]
    public void Fits_that_ended_before_the_rung_do_not_count_there()
    {
        // Of six fits at the rung two would go on; of three, one.
        PastFit[] fits = [new([9, 1], true), new([9, 3], true), new([9], false), new([9], false), new([9], false)];

        Assert.True(_pruner.ShouldStop([9, 2], fits, maximize: false));
    }

    [Fact]
    public void It_is_the_value_at_the_rung_that_counts() => Assert.True(_pruner.ShouldStop([0, 2], [new([9, 1], true)], maximize: false));

    [Fact]
    public void More_can_be_better()
    {
        Assert.True(_pruner.ShouldStop([0, 1], [new([0, 2], true)], maximize: true));
        Assert.False(_pruner.ShouldStop([0, 3], [new([0, 2], true)], maximize: true));
    }

    [Fact]
    public void NaN_is_worse_than_any_number()
    {
        Assert.True(_pruner.ShouldStop([0, double.NaN], [new([0, 2], true)], maximize: true));
        Assert.False(_pruner.ShouldStop([0, 1], [new([0, double.NaN], true)], maximize: true));
        Assert.False(_pruner.ShouldStop([0, double.NaN], [new([0, double.NaN], true)], maximize: true));
    }

    [Fact]
    public void Settings_that_make_no_rungs_are_refused()
    {
        Assert.StartsWith(
            "MinEpochs must be at least 1; got 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SuccessiveHalvingPruner { MinEpochs = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "ReductionFactor must be at least 2; got 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SuccessiveHalvingPruner { ReductionFactor = 1 }).Message, StringComparison.Ordinal);
    }
}
