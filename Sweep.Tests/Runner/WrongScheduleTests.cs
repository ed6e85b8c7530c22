using Sweep.Strategies.Schedules;

namespace Sweep.Tests.Runner;

/// <summary>Whatever is wrong with a schedule is said before the first fit, in one message, with exit code 2.</summary>
public class WrongScheduleTests
{
    private const string Length = "a length like 500 steps, 5 epochs or 30% is needed here; got ";

    private static readonly string _known = string.Join(", ", LearningRateSchedules.Catalog.Names);

    /// <summary>The schedule of the section "training", and the message behind "training.schedule".</summary>
    public static TheoryData<string, string> OfTheTraining() => new()
    {
        { "cosin", $": there is no schedule named \"cosin\". Did you mean \"cosine\"? Known: {_known}." },
        { "{ kind: expnential }", $".kind: there is no schedule named \"expnential\". Did you mean \"exponential\"? Known: {_known}." },
        { "step", ": step needs its every: { kind: step, every: … }." },
        { "{ kind: step, factor: 0.5 }", ": the key \"every\" is missing." },
        { "[cosine, step]", ": the key \"kind\" is missing." },
        { "{ kind: step, every: 5 }", $".every: {Length}\"5\". Say of what: 5 steps, or 5 epochs." },
        { "{ kind: step, every: 5 hours }", $".every: {Length}\"5 hours\"." },
        { "{ kind: step, every: [1 epoch] }", $".every: {Length}a list." },
        { "{ kind: step, every: 0 epochs }", ".every: every must be above 0; got 0 epochs." },
        { "{ kind: step, every: 1 epoch, gamma: 0.1 }", ".gamma: there is no such key. Known here: every, factor, kind, preset." },
        { "{ kind: step, every: { values: [1 epoch, 2 epochs] } }",
            ".every: this cannot be varied here: give one value. What a study varies stands in parameters; of what is inside of an entry there, list the whole entry once for each value." },
        { "{ kind: cosine_restarts, period: 0 steps }", ".period: period must be above 0; got 0 steps." },
        { "{ kind: cyclical, floor: 1.5 }", ".floor: floor must be from 0 to 1, a share of the peak; got 1.5, a floor above its peak." },
        { "{ kind: cyclical, lowest_momentum: 0.9 }",
            ": lowest_momentum must be given together with the highest momentum; got the lowest alone. Give both, or neither to leave momentum alone." },
        { "{ kind: cyclical, lowest_momentum: 0.9, highest_momentum: 0.8 }", ": lowest_momentum must be at most the highest momentum, 0.8; got 0.9." },
        { "{ kind: cosine, preset: kers }", ".preset: cosine has no preset named \"kers\". Did you mean \"keras\"? Known: keras, torch." },
        { "{ kind: multi_step, boundaries: [1 epoch, 2 epochs], values: [1, 0.1] }", ": values must be one more than boundaries, 3: the first is that before the first boundary; got 2." },
        { "{ kind: multi_step, boundaries: [2 epochs, 1 epoch] }", ": boundaries must come in order; got 1 epoch after 2 epochs. Sort them." },
        { "{ kind: sequence, schedules: [constant, cosine], boundaries: [] }", ": boundaries must be one fewer than schedules, 1: each is where the next schedule begins; got 0." },
        { "{ kind: sequence, schedules: constant, boundaries: [] }", ".schedules: a list is needed here, which may be empty; got \"constant\"." },
        { "{ kind: sequence, schedules: [constant, cosin], boundaries: [1 epoch] }", $".schedules: there is no schedule named \"cosin\". Did you mean \"cosine\"? Known: {_known}." },
        { "{ kind: warm_up, length: 2 epochs, then: { kind: warm_up, length: 1 epoch, then: step } }", ".then.then: step needs its every: { kind: step, every: … }." },
        { "{ kind: warm_up, length: 2 epochs, then: { kind: one_cycle, three_phases: true, rise: 0.9 } }",
            ": rise must be at most 0.5 with three phases, as the rate falls for as long; got 0.9." },
        { "{ kind: warm_up, length: 1 epoch, shape: exponetial }", ".shape: one of constant, cosine, exponential, linear is needed here; got \"exponetial\". Did you mean \"exponential\"?" },
    };

    [Theory]
    [MemberData(nameof(OfTheTraining))]
    public void Of_the_training(string schedule, string message)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("epochs: 3,", $"epochs: 3, schedule: {schedule},", StringComparison.Ordinal));

        WrongInputTests.AssertRefused(folder, study, $"study.yaml, line 5, training.schedule{message}");
    }

    /// <summary>The schedules that are varied, and the message behind "parameters.schedule".</summary>
    public static TheoryData<string, string> OfTheParameters() => new()
    {
        { "[constant, cosin]", $": there is no schedule named \"cosin\". Did you mean \"cosine\"? Known: {_known}." },
        { "[constant, constant]", ": two schedules are named \"constant\". Give each a name of its own, as in { name: my_constant, kind: constant }." },
        { "{ values: [constant, { kind: step, every: 5 }] }", $".values.every: {Length}\"5\". Say of what: 5 steps, or 5 epochs." },
        { "{ kind: step, every: { values: [1 epoch, 0 epochs] } }", ".every: every must be above 0; got 0 epochs." },
        { "{ kind: step, every: { min: 1, max: 2, points: 2 } }", ".every.min: there is no such key. Known here: value, values." },
        { "{ kind: step, every: 1 epoch, factor: { min: 0.1, max: 0.5 } }",
            ".factor: a grid must know which values to take from a range, and there is neither \"points\" nor \"step\". Add one, for example points: 9, or list the values." },
        { "{ kind: step, every: 1 epoch, factor: [0.1, -1] }", ".factor: factor must be at least 0 and finite; got -1." },
        { "{ kind: one_cycle, rise: 30% }", ".rise: a number is needed here; got \"30%\". A share is written as 0.3." },
        { "{ kind: step, every: 1 epoch, factor: [0.1, null] }", ".factor: a number is needed here; got \"null\"." },
        { "{ kind: warm_up, length: 1 epoch, then: { values: [constant, cosine] } }",
            ".then: this cannot be varied here: give one value. What a study varies stands in parameters; of what is inside of an entry there, list the whole entry once for each value." },
        { "{ kind: cyclical, lowest_momentum: 0.85, highest_momentum: { values: [0.9, 0.8] } }", ": lowest_momentum must be at most the highest momentum, 0.8; got 0.85." },
        { "[constant, { min: 1, max: 2 }]", ": the key \"kind\" is missing." },
        { "{ min: 1, max: 2 }", ".min: there is no such key. Known here: value, values." },
    };

    [Theory]
    [MemberData(nameof(OfTheParameters))]
    public void Of_the_parameters(string schedules, string message)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("  optimizer:\n", $"  schedule: {schedules}\n  optimizer:\n", StringComparison.Ordinal));

        WrongInputTests.AssertRefused(folder, study, $"study.yaml, line 9, parameters.schedule{message}");
    }

    [Fact]
    public void In_two_places()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text
            .Replace("epochs: 3,", "epochs: 3, schedule: cosine,", StringComparison.Ordinal).Replace("  optimizer:\n", "  schedule: cosine\n  optimizer:\n", StringComparison.Ordinal));

        WrongInputTests.AssertRefused(folder, study, "study.yaml, line 5, training.schedule: the schedule stands in parameters, too, so that this one is never used. Leave one of them out.");
    }

    [Theory]
    [InlineData("training", "study.yaml, line 5, training.schedule")]
    [InlineData("parameters", "study.yaml, line 9, parameters.schedule")]
    public void Never_used_as_every_optimizer_brings_its_own(string section, string place)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text[..text.IndexOf("parameters:", StringComparison.Ordinal)]
            .Replace("epochs: 3,", section == "training" ? "epochs: 3, schedule: cosine," : "epochs: 3,", StringComparison.Ordinal)
            + $"parameters:\n{(section == "parameters" ? "  schedule: cosine\n" : "")}  optimizer: [{{ kind: sgd, schedule: linear }}, {{ kind: adam, schedule: [constant, cosine] }}]\n  learning_rate: 0.1\n");

        WrongInputTests.AssertRefused(folder, study, $"{place}: every optimizer has a schedule of its own, so that this one is never used. Leave it out.");
    }

    [Theory]
    [InlineData("{ kind: one_cycle, preset: torch }", "one_cycle")]
    [InlineData("{ kind: warm_up, length: 1 epoch, then: { kind: cyclical, lowest_momentum: 0.8, highest_momentum: 0.9 } }", "warm_up")]
    public void Momentum_cycled_with_an_optimizer_that_has_none(string schedule, string kind)
    {
        using var folder = new TemporaryFolder();
        string message = $"sgd has no momentum that a schedule can set, and {kind} sets it. "
            + "Leave lowest_momentum and highest_momentum out of the schedule, or null where a preset has them; or leave out this optimizer.";

        WrongInputTests.AssertRefused(
            folder, SmallStudy.Write(folder, text => text.Replace("epochs: 3,", $"epochs: 3, schedule: {schedule},", StringComparison.Ordinal)),
            "study.yaml, line 11, parameters.optimizer.values: " + message);
        WrongInputTests.AssertRefused(
            folder, SmallStudy.Write(folder, text => text.Replace("- sgd\n", $"- {{ kind: sgd, schedule: {{ values: [constant, {schedule}] }} }}\n", StringComparison.Ordinal)),
            "study.yaml, line 11, parameters.optimizer.values: " + message);
    }

    [Fact]
    public void A_preset_can_be_told_to_leave_momentum_alone()
    {
        using var folder = new TemporaryFolder();
        const string Schedule = "{ kind: one_cycle, preset: torch, lowest_momentum: null, highest_momentum: null }";

        Assert.Equal(0, HyperSweep.Run("check", SmallStudy.Write(folder, text => text.Replace("epochs: 3,", $"epochs: 3, schedule: {Schedule},", StringComparison.Ordinal))).ExitCode);
        Assert.Equal(0, HyperSweep.Run("check", SmallStudy.Write(folder, text => text.Replace("  optimizer:\n", $"  schedule: {Schedule}\n  optimizer:\n", StringComparison.Ordinal))).ExitCode);
    }

    [Fact]
    public void Boundaries_that_are_in_order_in_another_training_but_not_in_this_one()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace(
            "epochs: 3,", "epochs: 3, schedule: { kind: multi_step, boundaries: [2 epochs, 10%] },", StringComparison.Ordinal));

        WrongInputTests.AssertRefused(
            folder, study,
            "study.yaml, line 9, parameters: the schedule { kind: multi_step, boundaries: [2 epochs, 10%], factor: 0.1, values: [], inclusive: false }, in 3 epochs of 3 steps: "
            + "boundaries must come in order; got 10% after 2 epochs. Sort them.");
    }
}
