using System.Security.Cryptography;
using System.Text;
using Polly;
using Sweep.Core.Parquet;
using Sweep.Runner.Ledger;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.RangeTests;

/// <summary>The Parquet files of a study's range tests: a part for each test as it ends, and one file a table when all have.</summary>
/// <param name="study">The study.</param>
/// <param name="directory">Its results folder.</param>
/// <param name="retry">How often a file that is busy is tried again.</param>
internal sealed class RangeTestLog(Study study, string directory, ResiliencePipeline retry)
{
    private const string FolderName = "range_test";

    private static readonly IReadOnlyList<string> _files =
        [.. new[] { RangeTestTables.Points.FileName, RangeTestTables.Suggestions.FileName }.Order(StringComparer.Ordinal)];

    private static readonly string[] _numbers = ["learning_rate", "low", "high", "floor", "peak"];

    // What tests follow from: whatever could alter a fit.
    private const string TestedKey = "hypersweep.tested";

    private readonly string _tested = IdentityOf(study);

    private Dictionary<string, string> Metadata => new(LogMetadata.Of(study, _files)) { [TestedKey] = _tested };

    /// <summary>The folder of the files.</summary>
    public string Folder { get; } = Path.Combine(directory, FolderName);

    private string Parts => Path.Combine(Folder, ResultLog.PartsFolder);

    /// <summary>Keeps what a test has found, so that it need not be done again if the others do not come to their end.</summary>
    public void Add(OptimizerRangeTest test)
    {
        Directory.CreateDirectory(Parts);
        using var points = new LogFile<RangeTestPoint>(RangeTestTables.Points, PartOf(RangeTestTables.Points, test.Number), Metadata);
        using var suggestions = new LogFile<RuledOutcome>(RangeTestTables.Suggestions, PartOf(RangeTestTables.Suggestions, test.Number), Metadata);
        for (var curve = test.Curve; curve is not null; curve = curve.Shorter)
        {
            var smoothed = RangeTestTables.Smoothed(curve);
            foreach (var replicate in curve.Replicates)
            {
                for (int index = 0; index < replicate.Losses.Count; index++)
                    points.Add(new RangeTestPoint(test, replicate, index, smoothed));
            }
        }
        foreach (var outcome in RangeTestTables.OutcomesOf(study, test))
            suggestions.Add(outcome);
        Publish(points, suggestions);
    }

    /// <summary>Makes the whole files from the parts of tests, unless they are there, and takes the parts away.</summary>
    /// <param name="tests">The numbers of the tests, all of which have ended.</param>
    public void Join(IReadOnlyCollection<int> tests)
    {
        if (!Directory.Exists(Parts))
            return;
        // Also those that a program left behind which was killed after it had joined them.
        string whole = Path.Combine(Folder, RangeTestTables.Suggestions.FileName);
        if (!File.Exists(whole) || tests.Except(Read(whole).Select(found => found.Test)).Any())
            JoinParts(tests);
        retry.Execute(() => Directory.Delete(Parts, recursive: true));
    }

    private void JoinParts(IEnumerable<int> tests)
    {
        using var points = new LogFile<RangeTestPoint>(RangeTestTables.Points, Path.Combine(Folder, RangeTestTables.Points.FileName), Metadata);
        using var suggestions = new LogFile<RuledOutcome>(RangeTestTables.Suggestions, Path.Combine(Folder, RangeTestTables.Suggestions.FileName), Metadata);
        foreach (int test in tests.Order())
        {
            Append(points, PartOf(RangeTestTables.Points, test));
            Append(suggestions, PartOf(RangeTestTables.Suggestions, test));
        }
        Publish(points, suggestions);
    }

    /// <summary>What tests of this study have found, by their numbers, as far as they have ended. Those of another study, of other data or of another version of the program do not count.</summary>
    public IReadOnlyDictionary<int, RangeTestOutcome> Read()
    {
        string[] files = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "suggestions*.parquet", SearchOption.AllDirectories) : [];
        return files.SelectMany(Read).DistinctBy(found => found.Test).ToDictionary(found => found.Test, found => found.Outcome);
    }

    private IEnumerable<(int Test, RangeTestOutcome Outcome)> Read(string file)
    {
        try
        {
            using var reader = ParquetReader.Open(file);
            using var points = ParquetReader.Open(Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(file).Replace(RangeTestTables.Suggestions.Name, RangeTestTables.Points.Name, StringComparison.Ordinal)));
            if (reader.Metadata.GetValueOrDefault(TestedKey) != _tested || points.Metadata.GetValueOrDefault(TestedKey) != _tested)
                return [];
            long[] tests = reader.Read<long>("test").Values, rules = reader.Read<long>("rule_number").Values, updates = reader.Read<long>("updates").Values;
            string[] reasons = reader.Read<string>("reason").Values, explanations = reader.Read<string>("explanation").Values;
            var numbers = _numbers.ToDictionary(name => name, name => reader.Read<double>(name));
            return [.. Enumerable.Range(0, rules.Length).Where(row => rules[row] == -1).Select(row => ((int)tests[row], OutcomeAt(row)))];

            RangeTestOutcome OutcomeAt(int row) => Number("learning_rate", row) is { } rate
                ? new Suggestion(rate, Number("low", row)!.Value, Number("high", row)!.Value) { Floor = Number("floor", row), Peak = Number("peak", row), Updates = (int)updates[row] }
                : new NoSuggestion(Enum.Parse<NoSuggestionReason>(reasons[row].Replace("_", "", StringComparison.Ordinal), ignoreCase: true), explanations[row]);

            double? Number(string name, int row) => numbers[name].Nulls?[row] == true ? null : numbers[name].Values[row];
        }
        // What is damaged or lost is found anew: the tests give the same bits.
        catch (Exception error) when (error is ParquetException or FileNotFoundException)
        {
            return [];
        }
    }

    private static string IdentityOf(Study study) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        StudyIdentity.Of(study).Parts.Where(part => !new StudyChange(part.Key, Before: null, part.Value).IsHarmless).Select(part => $"{part.Key}: {part.Value}\n")))));

    private string PartOf<TRow>(LogTable<TRow> table, int test) => Path.Combine(Parts, FormattableString.Invariant($"{table.Name}-{test:D6}.parquet"));

    private void Publish(LogFile<RangeTestPoint> points, LogFile<RuledOutcome> suggestions)
    {
        points.Complete();
        suggestions.Complete();
        points.Publish(retry);
        // Last: whoever finds it finds the other.
        suggestions.Publish(retry);
    }

    private static void Append<TRow>(LogFile<TRow> file, string path)
    {
        using var part = ParquetReader.Open(path);
        file.Append(part);
    }
}
