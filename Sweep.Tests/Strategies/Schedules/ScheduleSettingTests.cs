using Sweep.Core.Contracts;
using Sweep.Strategies.Schedules;

namespace Sweep.Tests.Strategies.Schedules;

public class ScheduleSettingTests
{
    private static readonly TrainingLength _third = TrainingLength.Epochs(3), _fifth = TrainingLength.Epochs(5);

    private static readonly ISchedule _torch = LearningRateSchedules.Catalog.Create("one_cycle", "torch");

    /// <summary>What is refused where it is set.</summary>
    private static readonly Dictionary<string, Func<object>> _settings = new()
    {
        ["Every must be above 0; got 0 steps."] = () => new Step { Every = TrainingLength.Steps(0) },
        ["Factor must be at least 0 and finite; got -0.1."] = () => new Step { Every = _third, Factor = -0.1 },
        ["Values must be at least 0 and finite; got -1."] = () => new MultiStep { Boundaries = [_third], Values = [1, -1] },
        ["Factor must be above 0 and finite; got 0."] = () => new Exponential { Factor = 0 },
        ["Every must be above 0; got 0 epochs."] = () => new Exponential { Factor = 0.5, Every = TrainingLength.Epochs(0) },
        ["Decay must be at least 0 and finite; got -1."] = () => new InverseTime { Decay = -1 },
        ["Every must be above 0; got 0%."] = () => new InverseTime { Every = TrainingLength.Share(0) },
        ["Power must be above 0 and finite; got 0."] = () => new Polynomial { Power = 0 },
        ["End must be at least 0 and finite; got -1."] = () => new Polynomial { End = -1 },
        ["Start must be at least 0 and finite; got -1."] = () => new Linear { Start = -1 },
        ["Floor must be from 0 to 1; got 1.5."] = () => new Cosine { Floor = 1.5 },
        ["Period must be above 0; got 0 steps."] = () => new CosineRestarts { Period = TrainingLength.Steps(0) },
        ["Growth must be at least 1 and finite; got 0.5."] = () => new CosineRestarts { Period = _third, Growth = 0.5 },
        ["PeakFactor must be from 0 to 1; got 2."] = () => new CosineRestarts { Period = _third, PeakFactor = 2 },
        ["Floor must be from 0 to 1, a share of the peak; got 1.5, a floor above its peak."] = () => new Cyclical { Floor = 1.5 },
        ["Rise must be above 0; got 0 epochs."] = () => new Cyclical { Rise = TrainingLength.Epochs(0) },
        ["Fall must be above 0; got 0 epochs."] = () => new Cyclical { Fall = TrainingLength.Epochs(0) },
        ["Factor must be from 0 to 1; got 1.1."] = () => new Cyclical { Factor = 1.1 },
        ["Shape must be one of Triangular, Triangular2, ExpRange; got 9."] = () => new Cyclical { Shape = (CycleShape)9 },
        ["HighestMomentum must be at least 0 and less than 1; got 1."] = () => new Cyclical { HighestMomentum = 1 },
        ["LowestMomentum must be at least 0 and less than 1; got -0.1."] = () => new OneCycle { LowestMomentum = -0.1 },
        ["Rise must be from 0 to 1; got 1.1."] = () => new OneCycle { Rise = 1.1 },
        ["Start must be from 0 to 1; got 25."] = () => new OneCycle { Start = 25 },
        ["End must be from 0 to 1; got 25."] = () => new OneCycle { End = 25 },
        ["Start must be from 0 to 1; got 2."] = () => new WarmUp { Length = _third, Start = 2 },
        ["End must be from 0 to 1; got 2."] = () => new WarmUpStableDecay { End = 2 },
        ["Power must be above 0 and finite; got -1."] = () => new InverseSquareRoot { Power = -1 },
        ["Factor must be at least 0 and less than 1; got 1."] = () => new ReduceOnPlateau { Factor = 1 },
        ["Patience must be at least 0; got -1."] = () => new ReduceOnPlateau { Patience = -1 },
        ["Cooldown must be at least 0; got -1."] = () => new ReduceOnPlateau { Cooldown = -1 },
        ["Threshold must be at least 0 and finite; got -1."] = () => new ReduceOnPlateau { Threshold = -1 },
        ["LeastChange must be at least 0 and finite; got -1."] = () => new ReduceOnPlateau { LeastChange = -1 },
        ["Floor must be from 0 to 1; got 2."] = () => new ReduceOnPlateau { Floor = 2 },
    };

    /// <summary>What does not go together.</summary>
    private static readonly Dictionary<string, ISchedule> _together = new()
    {
        ["Values must be one more than boundaries, 3: the first is that before the first boundary; got 2."] = new MultiStep { Boundaries = [_third, _fifth], Values = [1, 0.1] },
        ["Boundaries must come in order; got 3 epochs after 5 epochs. Sort them."] = new MultiStep { Boundaries = [_fifth, _third] },
        ["Boundaries must come in order; got 30% after 50%. Sort them."] =
            new Sequence { Schedules = [_torch, _torch, _torch], Boundaries = [TrainingLength.Share(0.5), TrainingLength.Share(0.3)] },
        ["Boundaries must be one fewer than schedules, 1: each is where the next schedule begins; got 2."] = new Sequence { Schedules = [_torch, _torch], Boundaries = [_third, _fifth] },
        ["Schedules must be at least one; got none."] = new Sequence { Schedules = [], Boundaries = [] },
        ["Rise must be at most 0.5 with three phases, as the rate falls for as long; got 0.6."] = new OneCycle { ThreePhases = true, Rise = 0.6 },
        ["Start must be given where the shape is constant: it is the share that all steps of the warm-up use; got none."] = new WarmUp { Length = _third, Shape = WarmUpShape.Constant },
        ["Start must be given and above 0 where the shape is exponential, as 0 times any factor is 0; got 0."] = new WarmUp { Length = _third, Shape = WarmUpShape.Exponential, Start = 0 },
        ["Start must be given and above 0 where the shape is exponential, as 0 times any factor is 0; got none."] = new WarmUp { Length = _third, Shape = WarmUpShape.Exponential },
        ["End must be above 0 where the shape is exponential, which never gets to 0; got 0."] = new WarmUpStableDecay { Shape = DecayShape.Exponential },
    };

    /// <summary>What does not go together, but in training changes nothing that could be asked for.</summary>
    private static readonly Dictionary<string, ISchedule> _senseless = new()
    {
        ["WarmUp, stable and decay must be at most 100% of the training together; got 70%, none and 40%."] =
            new WarmUpStableDecay { WarmUp = TrainingLength.Share(0.7), Decay = TrainingLength.Share(0.4) },
        ["LowestMomentum must be given together with the highest momentum; got the lowest alone. Give both, or neither to leave momentum alone."] = new OneCycle { LowestMomentum = 0.8 },
        ["LowestMomentum must be given together with the highest momentum; got the highest alone. Give both, or neither to leave momentum alone."] = new Cyclical { HighestMomentum = 0.8 },
        ["LowestMomentum must be at most the highest momentum, 0.8; got 0.9."] = new Cyclical { LowestMomentum = 0.9, HighestMomentum = 0.8 },
        ["Threshold must be less than 1 where it is relative; got 2. Give a smaller one, or a threshold that is not relative."] = new ReduceOnPlateau { Threshold = 2 },
        ["Schedules that are multiplied must leave momentum alone but for one of them; got 2 that cycle it."] = new Product { Schedules = [_torch, _torch] },
        ["Schedules must be at least one; got none."] = new Product { Schedules = [] },
    };

    public static TheoryData<string> Settings() => [.. _settings.Keys];

    public static TheoryData<string> Together() => [.. _together.Keys];

    public static TheoryData<string> Senseless() => [.. _senseless.Keys];

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_out_of_bounds_is_refused(string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(_settings[message]).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Together))]
    public void Settings_that_do_not_go_together_are_refused_also_by_the_first_step(string message)
    {
        Assert.All(Nested(_together[message]), schedule =>
        {
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(schedule.Require).Message, StringComparison.Ordinal);
        });
        Assert.StartsWith(
            message, Assert.Throws<ArgumentException>(() => new[] { 0, 99 }.Sum(step => _together[message].FactorAt(new ScheduleStep(step, 100, 10)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Senseless))]
    public void So_are_those_that_make_no_sense(string message) => Assert.All(Nested(_senseless[message]), schedule =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(schedule.Require).Message, StringComparison.Ordinal));

    [Fact]
    public void Restarts_may_be_further_apart_than_numbers_reach()
    {
        var schedule = new CosineRestarts { Period = TrainingLength.Steps(1), Growth = 1e308 };

        Assert.All([0, 1, 50, 99], step => Assert.Equal(1, schedule.FactorAt(new ScheduleStep(step, 100, 10))));
    }

    [Fact]
    public void Boundaries_in_different_units_are_refused_where_a_training_puts_them_out_of_order()
    {
        var sequence = new Sequence { Schedules = [new Constant(), new Cosine(), new Constant()], Boundaries = [TrainingLength.Steps(30), TrainingLength.Epochs(2)] };

        ((ISchedule)sequence).Require();
        Assert.Equal(1, sequence.FactorAt(new ScheduleStep(0, 100, 20)));
        Assert.StartsWith(
            "Boundaries must come in order; got 2 epochs after 30 steps. Sort them.",
            Assert.Throws<ArgumentException>(() => sequence.FactorAt(new ScheduleStep(0, 100, 10))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_is_inside_says_whether_momentum_is_cycled_and_the_course_looked_at()
    {
        ISchedule cycling = new WarmUp { Length = _third, Then = new Sequence { Schedules = [new Constant(), _torch], Boundaries = [_fifth] } };
        ISchedule watching = new Product { Schedules = [new Cosine(), new WarmUp { Length = _third, Then = new ReduceOnPlateau() }] };

        Assert.Equal((true, false), (cycling.CyclesMomentum, cycling.WatchesCourse));
        Assert.Equal((false, true), (watching.CyclesMomentum, watching.WatchesCourse));
    }

    private static IEnumerable<ISchedule> Nested(ISchedule schedule) =>
    [
        schedule, new WarmUp { Length = _third, Then = schedule }, new Product { Schedules = [schedule] },
        new Sequence { Schedules = [new Constant(), schedule], Boundaries = [_third] },
    ];
}
