using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Sweep.Runner.Objectives;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Reports;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.Commands;

/// <summary>Shows what the range tests of a study have found.</summary>
/// <param name="study">The study.</param>
/// <param name="tests">A test for each of its optimizers.</param>
/// <param name="truth">What the study's own trials say of each optimizer, where it has been run.</param>
internal sealed class RangeTestReport(Study study, IReadOnlyList<OptimizerRangeTest> tests, IReadOnlyDictionary<string, GridTruth> truth)
{
    private const int PlotHeight = 13;

    // A curve that ends in a divergence would else be all that one sees.
    private const double ShownAboveFirst = 0.5;

    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    /// <param name="format">table, json or csv.</param>
    /// <param name="terminal">Where to.</param>
    public void Write(string format, Terminal terminal)
    {
        switch (format)
        {
            case "json":
                WriteJson(terminal.Output);
                break;
            case "csv":
                WriteCsv(terminal.Output);
                break;
            default:
                WriteTables(terminal);
                break;
        }
    }

    private void WriteTables(Terminal terminal)
    {
        var (output, options) = (terminal.Output, study.RangeTest.Options);
        output.WriteLine(
            $"{study.Name}: {Count(options.Replicates, "replicate")} of {Count(options.Rates.Points, "learning rate")} from {Rate(options.Rates.Lowest)} to {Rate(options.Rates.Highest)}, " +
            $"{(options.Mode == RangeTestMode.ShortRuns ? "up to " : "")}{Count(tests[0].Curve.Updates, "step")} each, {(options.Mode == RangeTestMode.ShortRuns ? "every one from the same initial weights" : "in one training")}.");
        foreach (var test in tests)
        {
            output.WriteLine();
            foreach (string line in PlotOf(test, terminal).Lines())
                output.WriteLine(line);
        }
        output.WriteLine();
        output.WriteLine($"Suggestions, by {study.RangeTest.RuleName}");
        WriteSuggestions(terminal);
        output.WriteLine();
        output.WriteLine("What other rules say, which were made for one rising run and the loss of single batches (mode: continuous, measured_rows: 0)");
        WriteRules(terminal);
        foreach (var test in tests)
        {
            if (test.Outcome is NoSuggestion none)
                output.WriteLine($"No suggestion for {test.Optimizer.Name}: {none.Explanation}");
        }
        if (truth.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"What the study's own trials say of it ({study.Metric.Name}; as good: within one standard error of the best)");
        WriteTruth(terminal);
    }

    private TerminalPlot PlotOf(OptimizerRangeTest test, Terminal terminal)
    {
        var found = test.Outcome as Suggestion;
        // The one that the rule went by.
        var curve = test.Curve;
        while (found is not null && curve.Updates != found.Updates && curve.Shorter is { } shorter)
            curve = shorter;
        var smoothed = RangeTestTables.Smoothed(curve);
        double first = curve.Replicates.Average(replicate => replicate.FirstLoss);
        double lowest = curve.Losses.SelectMany(losses => losses).DefaultIfEmpty(first).Min();
        double top = first + ShownAboveFirst * Math.Max(first - lowest, double.Epsilon);
        return new TerminalPlot
        {
            X = new PlotAxis("learning rate") { Logarithmic = true, Low = curve.Rates[0], High = curve.Rates[^1] },
            Y = new PlotAxis($"{test.Optimizer.Name}: loss{(study.RangeTest.Options.Mode == RangeTestMode.ShortRuns ? $" after {Count(curve.Updates, "step")}" : "")}") { Low = lowest, High = top },
            Series = [new PlotSeries("smoothed", [.. smoothed.Select((loss, index) => (curve.Rates[index], Math.Min(loss, top)))])],
            Band = new PlotBand("replicates", [.. Enumerable.Range(0, curve.Mean.Count).Select(index => (
                curve.Rates[index], Math.Min(top, curve.Losses.Min(losses => losses[index])), Math.Min(top, curve.Losses.Max(losses => losses[index]))))]),
            Markers = found is null ? [] : [new PlotMarker(found.Low, "low"), new PlotMarker(found.Rate, Rate(found.Rate)), new PlotMarker(found.High, "high")],
            Width = terminal.PlotWidth,
            Height = PlotHeight,
            Unicode = terminal.Unicode,
        };
    }

    private void WriteSuggestions(Terminal terminal)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("optimizer");
        foreach (string column in new[] { "learning rate", "interval", "decades", "floor", "peak", "steps" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var test in tests)
        {
            table.AddRow([.. (test.Outcome is Suggestion found
                ? new[] { test.Optimizer.Name, Rate(found.Rate), Interval(found), Invariant($"{found.DecadesWide:F2}"), Rate(found.Floor), Rate(found.Peak), Invariant($"{found.Updates}") }
                : [test.Optimizer.Name, "–", Why(test.Outcome), "", "", "", ""]).Select(cell => new Text(cell))]);
        }
        terminal.Tables().Write(table);
    }

    private void WriteRules(Terminal terminal)
    {
        string[] names = [.. SuggestionRules.Catalog.Names.Where(name => name != study.RangeTest.RuleName)];
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("optimizer");
        foreach (string name in names)
            table.AddColumn(new TableColumn(name.Replace('_', ' ')).RightAligned());
        foreach (var test in tests)
        {
            var outcomes = RangeTestTables.OutcomesOf(study, test).Where(each => names.Contains(each.Rule)).Select(each => each.Outcome is Suggestion found ? Rate(found.Rate) : "–");
            table.AddRow([.. outcomes.Prepend(test.Optimizer.Name).Select(cell => new Text(cell))]);
        }
        terminal.Tables().Write(table);
    }

    private void WriteTruth(Terminal terminal)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("optimizer");
        foreach (string column in new[] { "suggested interval", "best rate of the grid", "its mean", "standard error", "rates that are as good", "in the interval" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var test in tests.Where(test => truth.ContainsKey(test.Optimizer.Name)))
        {
            var known = truth[test.Optimizer.Name];
            table.AddRow([.. new[]
            {
                test.Optimizer.Name,
                test.Outcome is Suggestion found ? Interval(found) : "–",
                Rate(known.Best),
                Invariant($"{known.Objective:F4}"),
                Invariant($"{known.StandardError:F4}"),
                string.Join(", ", known.AsGood.Select(rate => Rate(rate))),
                test.Outcome is Suggestion held && known.IsHeldBy(held.Low, held.High) ? "yes" : "no",
            }.Select(cell => new Text(cell))]);
        }
        terminal.Tables().Write(table);
    }

    private void WriteJson(TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _json))
        {
            json.WriteStartArray();
            foreach (var each in tests.SelectMany(test => RangeTestTables.OutcomesOf(study, test)))
            {
                json.WriteStartObject();
                foreach (var (name, value) in Fields(each))
                {
                    if (value is double number)
                        json.WriteNumber(name, number);
                    else
                        json.WriteString(name, (string?)value);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private void WriteCsv(TextWriter output)
    {
        var rows = tests.SelectMany(test => RangeTestTables.OutcomesOf(study, test)).Select(Fields).ToArray();
        output.WriteLine(CsvLine.Of(rows[0].Select(field => field.Name)));
        foreach (var row in rows)
            output.WriteLine(CsvLine.Of(row.Select(field => field.Value)));
    }

    private static (string Name, object? Value)[] Fields(RuledOutcome each)
    {
        var found = each.Outcome as Suggestion;
        return
        [
            ("optimizer", each.Test.Optimizer.Name), ("rule_number", (double)each.RuleNumber), ("rule", each.Rule), ("learning_rate", found?.Rate), ("low", found?.Low), ("high", found?.High),
            ("floor", found?.Floor), ("peak", found?.Peak), ("updates", found?.Updates is { } updates ? (double)updates : null), ("reason", (each.Outcome as NoSuggestion)?.Explanation),
        ];
    }

    private static string Why(RangeTestOutcome outcome) => outcome is NoSuggestion none ? ComponentSettings.Text(none.Reason).Replace('_', ' ') : "";

    private static string Interval(Suggestion found) => $"{Rate(found.Low)} … {Rate(found.High)}";

    private static string Rate(double? rate) => rate is { } known ? Invariant($"{known:G3}") : "–";

    private static string Count(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
