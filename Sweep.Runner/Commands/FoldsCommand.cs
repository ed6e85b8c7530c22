using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep folds: shows which rows each fold learns from and is judged by, and of which classes they are.</summary>
internal static class FoldsCommand
{
    private const int ShownFolds = 100;
    private const int ShownClasses = 10;

    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var study = Inputs.Study();
        var format = Inputs.Choice("--format", "table, json or csv.", "table", "json", "csv");
        var rows = new Option<bool>("--rows") { Description = "List every row with its part in every fold, as csv or json; rows are numbered from 0." };
        var command = new Command("folds", "Show the folds of a study: rows learned from, held back and judged by, with their classes. Nothing is trained.") { study, format, rows };
        command.SetAction(async (parsed, cancellation) =>
        {
            string path = parsed.GetRequiredValue(study);
            var read = await Inputs.ReadAsync(() => StudyReader.Read(path), cancellation);
            if (read.Objective is not NetworkObjective network)
                throw new InputException($"{StudyReader.FileOf(path)}: the study runs a command, which splits its data itself: there are no rows to show.");
            Write(read, network, parsed.GetValue(format)!, parsed.GetValue(rows), terminal);
        });
        return command;
    }

    private static void Write(Study study, NetworkObjective network, string format, bool rows, Terminal terminal)
    {
        FoldView[] folds = [.. study.Folds.Where(fold => fold.SeedNumber == 0).OrderBy(fold => (fold.Repeat, fold.Number)).Select(fold => new FoldView(fold, network))];
        if (format == "json")
            WriteJson(study, network, folds, rows, terminal.Output);
        else if (rows)
            WriteRows(network.Data, folds, terminal.Output);
        else if (format == "csv")
            WriteCsv(network, folds, terminal.Output);
        else
            WriteTable(study, network, folds, terminal);
    }

    private static void WriteTable(Study study, NetworkObjective network, FoldView[] folds, Terminal terminal)
    {
        var data = network.Data;
        bool repeated = folds.Any(fold => fold.Fold.Repeat > 0), nested = study.JudgingFolds < study.Folds.Count;
        bool holdsBack = folds.Any(fold => fold.HeldBack.Rows.Length > 0), grouped = network.Groups is not null;
        terminal.Output.WriteLine(Invariant($"{study.Name}: {data.Rows} rows{(grouped ? $" of {network.Groups!.Distinct().Count()} groups" : "")}, {CheckCommand.Size(study)}"));
        var table = new Table { Border = TableBorder.Simple };
        string what = data.Classes.Count > 0 ? "by class" : "target";
        string[] heads =
        [
            .. repeated ? ["repeat"] : Array.Empty<string>(), "fold", .. nested ? ["inner"] : Array.Empty<string>(),
            "training", .. holdsBack ? ["held back"] : Array.Empty<string>(), "validation",
        ];
        foreach (string head in heads)
            table.AddColumn(new TableColumn(head).RightAligned());
        table.AddColumns($"training {what}", $"validation {what}", "note");
        foreach (var fold in folds.Take(ShownFolds))
        {
            string[] cells =
            [
                .. repeated ? [Invariant($"{fold.Fold.Repeat}")] : Array.Empty<string>(),
                Invariant($"{fold.Fold.Number}"),
                .. nested ? [fold.Fold.Inner is { } inner ? Invariant($"{inner}") : ""] : Array.Empty<string>(),
                RowsOf(fold.Training),
                .. holdsBack ? [RowsOf(fold.HeldBack)] : Array.Empty<string>(),
                RowsOf(fold.Validation),
                Target(fold.Training, data),
                Target(fold.Validation, data),
                string.Join("; ", fold.Notes(data)),
            ];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }
        terminal.Tables().Write(table);
        if (folds.Length > ShownFolds)
            terminal.Output.WriteLine(Invariant($"… and {folds.Length - ShownFolds} more; --format csv has all of them."));
        if (folds.Length > ShownFolds && folds.Skip(ShownFolds).Count(fold => fold.Notes(data).Any()) is > 0 and var noted)
            terminal.Output.WriteLine(Invariant($"{noted} of those have a note."));
    }

    private static string RowsOf(FoldPart part) => Invariant($"{part.Rows.Length}") + (part.Groups is { } groups ? Invariant($" ({groups} group{(groups == 1 ? "" : "s")})") : "");

    private static string Target(FoldPart part, Dataset data)
    {
        if (part.Classes is not { } counts)
            return part.Mean is { } mean ? Invariant($"{mean:G4} ± {part.Deviation:G4}") : "";
        return counts.Length > ShownClasses
            ? Invariant($"{counts.Min()} … {counts.Max()} of each of {counts.Length}")
            : string.Join(", ", counts.Select((count, number) => Invariant($"{Shown.Plain(data.Classes[number])} {count}")));
    }

    private static void WriteCsv(NetworkObjective network, FoldView[] folds, TextWriter output)
    {
        var data = network.Data;
        string[] parts = ["training", "held_back", "validation"];
        string[] figures = data.Classes.Count > 0 ? [.. data.Classes] : ["mean", "sd"];
        string[] heads =
        [
            "repeat", "fold", "inner_fold", .. parts.Select(part => part + "_rows"),
            .. network.Groups is null ? [] : parts.Select(part => part + "_groups"), .. parts.SelectMany(part => figures.Select(figure => $"{part}_{figure}")),
        ];
        output.WriteLine(CsvLine.Of(heads));
        foreach (var fold in folds)
        {
            string[] cells =
            [
                Invariant($"{fold.Fold.Repeat}"), Invariant($"{fold.Fold.Number}"), Invariant($"{fold.Fold.Inner}"), .. fold.Parts.Select(part => Invariant($"{part.Rows.Length}")),
                .. network.Groups is null ? [] : fold.Parts.Select(part => Invariant($"{part.Groups}")),
                .. fold.Parts.SelectMany(part => part.Classes is { } counts ? counts.Select(count => Invariant($"{count}")) : [Invariant($"{part.Mean:R}"), Invariant($"{part.Deviation:R}")]),
            ];
            output.WriteLine(CsvLine.Of(cells));
        }
    }

    private static void WriteRows(Dataset data, FoldView[] folds, TextWriter output)
    {
        string[] names = ["training", "held_back", "validation"];
        output.WriteLine(CsvLine.Of("repeat", "fold", "inner_fold", "row", "part", data.TargetName));
        foreach (var fold in folds)
        {
            var rows = fold.Parts.SelectMany((part, index) => part.Rows.Select(row => (Row: row, Part: names[index]))).OrderBy(each => each.Row);
            foreach (var (row, part) in rows)
                output.WriteLine(CsvLine.Of(fold.Fold.Repeat, fold.Fold.Number, fold.Fold.Inner, row, part, TargetOf(row)));
        }

        string TargetOf(int row) => data.ClassOfRows() is { } classes ? data.Classes[classes[row]] : Invariant($"{data.Targets[row][0]:R}");
    }

    private static void WriteJson(Study study, NetworkObjective network, FoldView[] folds, bool rows, TextWriter output)
    {
        var data = network.Data;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _json))
        {
            json.WriteStartObject();
            json.WriteString("study", study.Name);
            json.WriteNumber("rows", data.Rows);
            json.WriteNumber("seeds", study.Seeds);
            json.WriteStartArray("folds");
            foreach (var fold in folds)
            {
                json.WriteStartObject();
                json.WriteNumber("repeat", fold.Fold.Repeat);
                json.WriteNumber("fold", fold.Fold.Number);
                if (fold.Fold.Inner is { } inner)
                    json.WriteNumber("inner_fold", inner);
                WritePart(json, "training", fold.Training, data, rows);
                WritePart(json, "held_back", fold.HeldBack, data, rows);
                WritePart(json, "validation", fold.Validation, data, rows);
                json.WriteStartArray("notes");
                foreach (string note in fold.Notes(data))
                    json.WriteStringValue(note);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void WritePart(Utf8JsonWriter json, string name, FoldPart part, Dataset data, bool rows)
    {
        json.WriteStartObject(name);
        json.WriteNumber("rows", part.Rows.Length);
        if (part.Groups is { } groups)
            json.WriteNumber("groups", groups);
        if (part.Classes is { } counts)
        {
            json.WriteStartObject("classes");
            foreach (var (number, count) in counts.Index())
                json.WriteNumber(data.Classes[number], count);
            json.WriteEndObject();
        }
        else if (part.Mean is { } mean)
        {
            json.WriteNumber("mean", mean);
            json.WriteNumber("sd", part.Deviation!.Value);
        }
        if (rows)
        {
            json.WriteStartArray("row_numbers");
            foreach (int row in part.Rows)
                json.WriteNumberValue(row);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
