using Polly;
using Sweep.Core.Parquet;
using Sweep.Runner.Objectives;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.RangeTests;

/// <summary>The Parquet files of a study's range tests: every loss, and what each rule makes of them.</summary>
internal static class RangeTestLog
{
    /// <summary>The folder of the files, in the results folder.</summary>
    public const string Folder = "range_test";

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
        .TextOrNone("reason", "Why it suggests none: too_few_points, flat, extend_up, extend_down, diverged_from_the_start or disagreement.", row => (row.Outcome as NoSuggestion) is { } none ? ComponentSettings.Text(none.Reason) : null);

    private static readonly string[] _numbers = ["learning_rate", "low", "high", "floor", "peak"];

    private static readonly IReadOnlyList<string> _files = [.. new[] { Points.FileName, Suggestions.FileName }.Order(StringComparer.Ordinal)];

    /// <summary>Writes the files of a study's tests, whole or not at all.</summary>
    /// <param name="study">The study.</param>
    /// <param name="tests">Its tests.</param>
    /// <param name="directory">The study's results folder.</param>
    /// <param name="retry">How often a file that is busy is tried again.</param>
    /// <returns>The folder of the files.</returns>
    public static string Write(Study study, IReadOnlyList<OptimizerRangeTest> tests, string directory, ResiliencePipeline retry)
    {
        string folder = Path.Combine(directory, Folder);
        Directory.CreateDirectory(folder);
        var metadata = LogMetadata.Of(study, _files);
        using var points = new LogFile<RangeTestPoint>(Points, Path.Combine(folder, Points.FileName), metadata);
        using var suggestions = new LogFile<RuledOutcome>(Suggestions, Path.Combine(folder, Suggestions.FileName), metadata);
        foreach (var test in tests)
        {
            for (var curve = test.Curve; curve is not null; curve = curve.Shorter)
            {
                var smoothed = Smoothed(curve);
                foreach (var replicate in curve.Replicates)
                {
                    for (int index = 0; index < replicate.Losses.Count; index++)
                        points.Add(new RangeTestPoint(test, replicate, index, smoothed));
                }
            }
            foreach (var outcome in OutcomesOf(study, test))
                suggestions.Add(outcome);
        }
        points.Complete();
        suggestions.Complete();
        points.Publish(retry);
        // Last: whoever finds it finds the others.
        suggestions.Publish(retry);
        return folder;
    }

    /// <summary>The mean curve of a test as our own rule sees its values; none where it ended before there was anything to smooth.</summary>
    public static IReadOnlyList<double> Smoothed(RangeTestCurve curve) => curve.Mean.Count < SmoothedCurve.FewestPoints ? [] : curve.Smoothed(new SteepestInterval().HalfWidth / 2).Values;

    /// <summary>What every rule makes of a test, the study's own first.</summary>
    public static IEnumerable<RuledOutcome> OutcomesOf(Study study, OptimizerRangeTest test) => SuggestionRules.Catalog.Names
        .Select((name, number) => new RuledOutcome(test, number, name, SuggestionRules.Catalog.Create(name).Suggest(test.Curve)))
        .Prepend(new RuledOutcome(test, -1, study.RangeTest.RuleName, test.Outcome));

    /// <summary>What the tests of a study have found, if they lie in its results folder: for each of its optimizers, null where nothing was.</summary>
    /// <returns>Null where there are no tests, or those of another study, other data or another version of the program.</returns>
    public static IReadOnlyList<Suggestion?>? Read(Study study, string directory)
    {
        string file = Path.Combine(directory, Folder, Suggestions.FileName);
        if (!File.Exists(file))
            return null;
        try
        {
            using var reader = ParquetReader.Open(file);
            if (LogMetadata.Of(study, _files).Any(entry => entry.Key != LogMetadata.Machine && reader.Metadata.GetValueOrDefault(entry.Key) != entry.Value))
                return null;
            long[] rules = reader.Read<long>("rule_number").Values, updates = reader.Read<long>("updates").Values;
            var columns = _numbers.ToDictionary(name => name, name => reader.Read<double>(name));
            return [.. Enumerable.Range(0, rules.Length).Where(row => rules[row] == -1).Select(SuggestionAt)];

            Suggestion? SuggestionAt(int row) => Number("learning_rate", row) is not { } rate ? null : new Suggestion(rate, Number("low", row)!.Value, Number("high", row)!.Value)
            {
                Floor = Number("floor", row),
                Peak = Number("peak", row),
                Updates = (int)updates[row],
            };

            double? Number(string name, int row) => columns[name].Nulls?[row] == true ? null : columns[name].Values[row];
        }
        // What is damaged is found anew: the tests give the same bits.
        catch (ParquetException)
        {
            return null;
        }
    }
}
