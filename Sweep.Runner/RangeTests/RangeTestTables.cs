using Sweep.Runner.Objectives;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.RangeTests;

/// <summary>The tables of a study's range tests: every loss, and what each rule makes of them. docs/result-log.md says the same for people.</summary>
internal static class RangeTestTables
{
    /// <summary>A row for each learning rate that a replicate has tried.</summary>
    public static LogTable<RangeTestPoint> Points { get; } = new LogTable<RangeTestPoint>("range_test", "test", "replicate", "updates", "point")
        .Integer("test", "Number of the optimizer in the study, from 0.", row => row.Test.Number)
        .Text("optimizer", "What the study calls it.", row => row.Test.Optimizer.Name)
        .Integer("replicate", "The replicate, from 0: other initial weights, batch order and rows.", row => row.Replicate.Number)
        .Integer("updates", "Updates at each learning rate, after which the loss was looked at.", row => row.Replicate.Updates)
        .Integer("point", "Place of the learning rate in the range, from 0.", row => row.Index)
        .Number("learning_rate", "The learning rate.", row => row.Replicate.Rates[row.Index])
        .Number("loss", "The replicate's loss at it.", row => row.Replicate.Losses[row.Index])
        .NumberOrNone("smoothed_loss", "The mean loss of all replicates, smoothed; null where not all of them got so far.", row => row.Index < row.Smoothed.Count ? row.Smoothed[row.Index] : null)
        .Number("gradient_norm", "Euclidean norm of the last gradient at it, before clipping.", row => row.Replicate.GradientNorms[row.Index])
        .Text("stopped", "Why the replicate ended: end_of_range, diverged, nan, infinite or gradient_overflow.", row => ComponentSettings.Text(row.Replicate.Stopped));

    /// <summary>A row for each rule and optimizer.</summary>
    public static LogTable<RuledOutcome> Suggestions { get; } = new LogTable<RuledOutcome>("suggestions", "test", "rule_number")
        .Integer("test", "Number of the optimizer in the study, from 0.", row => row.Test.Number)
        .Text("optimizer", "What the study calls it.", row => row.Test.Optimizer.Name)
        .Integer("rule_number", "Number of the rule, from 0, in the order of their names; -1 is the rule of the study.", row => row.RuleNumber)
        .Text("rule", "The rule.", row => row.Rule)
        .NumberOrNone("learning_rate", "The learning rate that it suggests; null where it suggests none.", row => (row.Outcome as Suggestion)?.Rate)
        .NumberOrNone("low", "Lower end of the interval.", row => (row.Outcome as Suggestion)?.Low)
        .NumberOrNone("high", "Upper end of the interval.", row => (row.Outcome as Suggestion)?.High)
        .NumberOrNone("floor", "The learning rate at which the loss begins to fall; null where the rule says nothing of it.", row => (row.Outcome as Suggestion)?.Floor)
        .NumberOrNone("peak", "The highest learning rate before the loss turns up; null where it does not, or the rule says nothing of it.", row => (row.Outcome as Suggestion)?.Peak)
        .IntegerOrNone("updates", "Updates at each learning rate in the runs that the rule went by.", row => (row.Outcome as Suggestion)?.Updates)
        .TextOrNone("reason", "Why it suggests none: too_few_points, flat, extend_up, extend_down, diverged_from_the_start or disagreement.", row => (row.Outcome as NoSuggestion) is { } none ? ComponentSettings.Text(none.Reason) : null)
        .TextOrNone("explanation", "What was seen where it suggests none, and what to do about it.", row => (row.Outcome as NoSuggestion)?.Explanation);

    /// <summary>The mean curve of a test as our own rule sees its values; empty where it is too short to be smoothed.</summary>
    public static IReadOnlyList<double> Smoothed(RangeTestCurve curve) =>
        curve.Mean.Count < SmoothedCurve.FewestPoints ? [] : curve.Smoothed(new SteepestInterval().HalfWidth / 2).Values;

    /// <summary>What every rule makes of a test, the study's own first.</summary>
    public static IEnumerable<RuledOutcome> OutcomesOf(Study study, OptimizerRangeTest test) => SuggestionRules.Catalog.Names
        .Select((name, number) => new RuledOutcome(test, number, name, SuggestionRules.Catalog.Create(name).Suggest(test.Curve)))
        .Prepend(new RuledOutcome(test, -1, study.RangeTest.RuleName, study.RangeTest.Rule.Suggest(test.Curve)));
}
