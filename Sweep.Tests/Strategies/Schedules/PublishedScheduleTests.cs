using Sweep.Core.Contracts;
using Sweep.Strategies.Schedules;

namespace Sweep.Tests.Strategies.Schedules;

/// <summary>Sequences worked out from the formulas of PyTorch and Keras by a program of its own, and values of Keras' own tests.</summary>
public class PublishedScheduleTests
{
    [Fact]
    public void One_cycle_of_ten_steps()
    {
        var torch = LearningRateSchedules.Catalog.Create("one_cycle", "torch");

        AssertClose([.004, .052, .1, .095048463, .081174565, .061126202, .038874198, .018825835, .0049519368, 4e-7], Rates(torch, .1, 10));
        AssertClose(
            [.95, .9, .85, .85495156, .86882551, .88887395, .91112605, .93117449, .94504844, .95],
            [.. Enumerable.Range(0, 10).Select(step => torch.MomentumAt(new ScheduleStep(step, 10, 1))!.Value)]);
        AssertClose(
            [.004, .052, .1, .085714343, .071428686, .057143029, .042857371, .028571714, .014286057, 4e-7],
            Rates(new OneCycle { Shape = OneCycleShape.Linear }, .1, 10));
    }

    [Fact]
    public void One_cycle_of_three_phases() => AssertClose(
        [
            .004, .013167184, .037167184, .066832816, .090832816, .1, .090832816, .066832816, .037167184, .013167184, .004, .0038793973, .0035321357,
            .0030001, .0023474616, .0016529384, .0010003, .00046826432, .0001210027, 4e-7,
        ],
        Rates(new OneCycle { ThreePhases = true }, .1, 20));

    [Fact]
    public void One_cycle_never_jumps_back_up() =>
        Assert.All(Rates(new OneCycle { Length = TrainingLength.Steps(10) }, 1, 30)[10..], rate => Assert.Equal(1 / 25.0 / 1e4, rate, tolerance: 1e-15));

    [Fact]
    public void Cycles()
    {
        var cyclical = new Cyclical { Floor = .1, Rise = TrainingLength.Steps(4) };

        AssertClose([.01, .0325, .055, .0775, .1, .0775, .055, .0325, .01], Rates(cyclical, .1, 9));
        AssertClose([.01, .02125, .0325, .04375, .055], Rates(cyclical with { Shape = CycleShape.Triangular2 }, .1, 13)[8..]);
        AssertClose(
            [.01, .03025, .04645, .0592075, .069049, .049858075, .033914845, .02076168, .01],
            Rates(cyclical with { Shape = CycleShape.ExpRange, Factor = .9 }, .1, 9));
    }

    [Fact]
    public void Cosine_falls_and_only_with_torch_rises_again()
    {
        var cosine = new Cosine { Length = TrainingLength.Steps(5) };

        AssertClose([1, .9045085, .6545085, .3454915, .0954915, 0, 0, 0], Rates(cosine, 1, 8));
        AssertClose([1, .9045085, .6545085, .3454915, .0954915, 0, .0954915, .3454915], Rates(cosine with { Periodic = true }, 1, 8));
    }

    [Fact]
    public void Restarts_of_torch_and_Keras()
    {
        var restarts = new CosineRestarts { Period = TrainingLength.Steps(2), Growth = 2 };

        AssertClose(
            [1, .5, 1, .85355339, .5, .14644661, 1, .96193977, .85355339, .69134172, .5, .30865828, .14644661, .038060234], Rates(restarts, 1, 14));
        AssertClose(
            [1, .55, .55, .48409903, .325, .16590097, .325, .31643645, .29204951, .25555189, .2125, .16944811, .13295049, .10856355],
            Rates(restarts with { PeakFactor = .5, Floor = .1 }, 1, 14));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(7, 2)]
    [InlineData(1000, 10)]
    public void A_restart_is_at_its_very_step_however_late(int period, int growth)
    {
        var restarts = new CosineRestarts { Period = TrainingLength.Steps(period), Growth = growth };
        for (long start = 0, length = period; start < 1L << 50; start += length, length *= growth)
        {
            Assert.Equal(1, restarts.FactorAt(new ScheduleStep(start, 1, 1)));
            if (start > 0)
                Assert.InRange(restarts.FactorAt(new ScheduleStep(start - 1, 1, 1)), 0, 0.999);
        }
    }

    [Theory]
    [InlineData("torch", new[] { 1, 1, 1, 1, .1, .1, .1, .01 })]
    [InlineData("keras", new[] { 1, 1, 1, .1, .1, .01, .01, .001 })]
    public void Plateaus(string preset, double[] expected)
    {
        var plateau = (ReduceOnPlateau)LearningRateSchedules.Catalog.Create("reduce_on_plateau", preset) with { Patience = 2 };

        AssertClose(expected, After(plateau, moreIsBetter: false, 1, .9, .9, .9, .9, .9, .9, .9));
    }

    [Fact]
    public void Values_of_the_tests_of_Keras()
    {
        Assert.Equal(.05 * Math.Sqrt(.96), Rates(new Exponential { Factor = .96, Every = TrainingLength.Steps(10) }, .05, 6)[5], tolerance: 1e-15);
        double[] rates = Rates((MultiStep)LearningRateSchedules.Catalog.Create("multi_step", "keras") with
        {
            Boundaries = [TrainingLength.Steps(100), TrainingLength.Steps(110), TrainingLength.Steps(120)],
            Values = [1, .1, .01, .001],
        }, 1, 1000);

        Assert.Equal([1, .1, .1, .01, .001], new[] { 100, 105, 110, 120, 999 }.Select(step => rates[step]));
    }

    [Fact]
    public void A_boundary_is_the_first_step_of_what_comes_after_it_unless_it_is_inclusive()
    {
        var steps = new MultiStep { Boundaries = [TrainingLength.Steps(2), TrainingLength.Steps(2), TrainingLength.Steps(4)], Factor = 0.5 };

        Assert.Equal([1, 1, .25, .25, .125, .125], Rates(steps, 1, 6));
        Assert.Equal([1, 1, 1, .25, .25, .125], Rates(steps with { Inclusive = true }, 1, 6));
    }

    [Fact]
    public void A_warm_up_begins_above_nothing_or_where_it_is_told_to()
    {
        var warmUp = new WarmUp { Length = TrainingLength.Steps(4) };

        AssertClose([.25, .5, .75, 1, 1, 1], Rates(warmUp, 1, 6));
        AssertClose([0, .25, .5, .75, 1, 1], Rates(warmUp with { Start = 0 }, 1, 6));
        AssertClose([.2, .4, .6, .8, 1, 1], Rates(warmUp with { Start = .2 }, 1, 6));
        AssertClose([.0625, .125, .25, .5, 1, 1], Rates(warmUp with { Start = .0625, Shape = WarmUpShape.Exponential }, 1, 6));
        AssertClose([.3, .3, .3, .3, 1, 1], Rates(warmUp with { Start = .3, Shape = WarmUpShape.Constant }, 1, 6));
        // (1 − cos(π·p)) / 2 at quarters.
        AssertClose([.14644661, .5, .85355339, 1, 1, 1], Rates(warmUp with { Shape = WarmUpShape.Cosine }, 1, 6));
    }

    [Fact]
    public void A_warm_up_rises_to_where_the_next_schedule_begins_which_then_has_the_rest()
    {
        var then = new Linear { Start = .5 };

        AssertClose([.25, .5, .5, .375, .25, .125], Rates(new WarmUp { Length = TrainingLength.Steps(2), Then = then }, 1, 6));
        AssertClose([1, 1, .5, .375, .25, .125], Rates(new Sequence { Schedules = [new Constant(), then], Boundaries = [TrainingLength.Steps(2)] }, 1, 6));
    }

    [Fact]
    public void A_relative_threshold_holds_below_0_too()
    {
        var plateau = new ReduceOnPlateau { Patience = 0, Threshold = .1, Factor = .5 };

        // −1.05 is not a tenth better than −1, and −0.9 is worse: PyTorch's −1·(1 − 0.1) would take it for better.
        AssertClose([1, .5, .5, .25], After(plateau, moreIsBetter: false, -1, -1.05, -1.2, -.9));
        AssertClose([1, .5, .5, .25], After(plateau, moreIsBetter: true, -1.2, -1.1, -1, -1.05));
    }

    [Fact]
    public void A_value_that_is_no_number_is_never_better()
    {
        var plateau = new ReduceOnPlateau { Patience = 1, Factor = .5 };

        AssertClose([1, .5, .5, .25, .25], After(plateau, moreIsBetter: false, double.NaN, double.PositiveInfinity, double.NaN, double.NaN, 1));
    }

    [Fact]
    public void A_plateau_schedule_looks_at_the_epochs_of_its_own_part_only()
    {
        var course = new MonitoredCourse(moreIsBetter: false);
        foreach (double value in new double[] { 1, 2, 3, 4, 5, 6, 7, 8 })
            course.Add(value);
        var late = new Sequence
        {
            Schedules = [new Constant(), new ReduceOnPlateau { Patience = 1, Factor = .5 }],
            Boundaries = [TrainingLength.Epochs(4)],
        };

        // The fifth epoch is its first and best one; two bad ones after it are one too many.
        double[] rates = [.. Enumerable.Range(0, 9).Select(epoch => late.FactorAt(new ScheduleStep(10 * epoch, 90, 10) { Course = course }))];

        AssertClose([1, 1, 1, 1, 1, 1, 1, .5, .5], rates);
        Assert.Equal(1, late.FactorAt(new ScheduleStep(69, 90, 10) { Course = course }));
    }

    // The share at the first step after each epoch, of one step.
    private static double[] After(ReduceOnPlateau plateau, bool moreIsBetter, params double[] values)
    {
        var course = new MonitoredCourse(moreIsBetter);
        return [.. values.Select((value, epoch) =>
        {
            course.Add(value);
            return plateau.FactorAt(new ScheduleStep(epoch + 1, values.Length, 1) { Course = course });
        })];
    }

    private static double[] Rates(ISchedule schedule, double peak, int steps) =>
        [.. Enumerable.Range(0, steps).Select(step => peak * schedule.FactorAt(new ScheduleStep(step, steps, 1)))];

    private static void AssertClose(double[] expected, double[] got)
    {
        Assert.Equal(expected.Length, got.Length);
        Assert.All(expected.Zip(got), pair => Assert.Equal(pair.First, pair.Second, tolerance: 6e-9));
    }
}
