using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Profiles;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep data: reads every value of a data file, and says what is in it and what looks wrong.</summary>
internal static class DataCommand
{
    private const int ShownColumns = 40;
    private const int ShownClasses = 10;

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        WriteIndented = true,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var path = Inputs.Path("FILE", "A data file, or a folder of data: CSV, Parquet, NPY, NPZ, IDX or LIBSVM, gzipped or not.");
        var target = new Option<string?>("--target") { Description = "The column to predict: shows classes, and what gives them away.", HelpName = "COLUMN" };
        var missing = new Option<string[]>("--missing") { Description = "What stands for a missing value, such as NA or -999. Can be given several times.", HelpName = "VALUE" };
        var format = Inputs.Choice("--format", "table, or json (which has everything).", "table", "json");
        var command = new Command("data", "Describe a data file, every value read: columns, classes, missing values, and what looks wrong.") { path, target, missing, format };
        command.SetAction((parsed, cancellation) => WriteAsync(
            parsed.GetRequiredValue(path), parsed.GetValue(target), parsed.GetValue(missing) ?? [], parsed.GetValue(format) == "json", terminal, cancellation));
        return command;
    }

    private static async Task WriteAsync(string path, string? target, string[] missing, bool asJson, Terminal terminal, CancellationToken cancellation)
    {
        var (table, profile) = await Inputs.ReadAsync(() => Read(path, target, missing), cancellation);
        string[] notes = [.. DataNotes.Of(profile)];
        if (asJson)
            await terminal.Output.WriteLineAsync(JsonSerializer.Serialize(new { File = path, Profile = profile, Notes = notes }, _json));
        else
            Write(path, table, profile, notes, terminal);
    }

    private static (ITable Table, TableProfile Profile) Read(string path, string? target, string[] missing)
    {
        if (!Path.Exists(path))
            throw new InputException($"{path}: there is no such file.");
        bool isSparse = SparseFile.IsNameOfOne(path);
        var table = isSparse ? new LabelTable(new DataFile(path, path)) : Tables.Open(path, path);
        target ??= table.Target;
        if (target is not null && !table.Columns.Contains(target))
            throw new InputException($"{path} has no column named {Shown.Quoted(target)}.{Nearest.Hint(target, table.Columns)}");

        var profile = TableProfiler.Profile(missing.Length > 0 ? new TableWithMissingValues(table, missing) : table, target);
        // Of sparse rows the labels alone are looked at, which repeat.
        return (table, isSparse ? profile with { RepeatedRows = 0 } : profile);
    }

    private static void Write(string path, ITable table, TableProfile profile, string[] notes, Terminal terminal)
    {
        var output = terminal.Output;
        output.WriteLine($"file        {Shown.Plain(path)}");
        output.WriteLine(Invariant($"rows        {profile.Rows}{(profile.RepeatedRows > 0 ? $", {profile.RepeatedRows} of them the same as an earlier one" : "")}"));
        output.WriteLine($"columns     {ColumnsOf(profile)}");
        if (table is LabelTable { Features: var features })
            output.WriteLine(Invariant($"features    {features.Rows.ColumnCount}, sparse: {100.0 * features.Rows.Values.Length / ((double)features.Rows.Rows * features.Rows.ColumnCount):G3} % of the values are not 0"));
        else if (table.FeatureShape is { } shape)
            output.WriteLine($"features    {shape}");
        if (profile.Target is { } target)
            output.WriteLine($"target      {Shown.Plain(target.Name)}{ClassesOf(target, profile.Rows)}");
        WriteColumns(profile, terminal);
        foreach (string note in notes)
            output.WriteLine($"Note: {note}");
    }

    private static string ColumnsOf(TableProfile profile)
    {
        var kinds = profile.Columns.CountBy(column => column.Type is ColumnType.Whole or ColumnType.Number ? "numbers" : column.Type switch
        {
            ColumnType.Text => "texts",
            ColumnType.Mixed => "numbers and texts",
            _ => "empty",
        });
        return Invariant($"{profile.Columns.Count}: ") + string.Join(", ", kinds.Select(kind => Invariant($"{kind.Value} of {kind.Key}").Replace("of empty", "empty", StringComparison.Ordinal)));
    }

    private static string ClassesOf(TargetProfile target, long rows)
    {
        if (target.Classes.Count == 0)
            return ", a number";
        string shown = string.Join(", ", target.Classes.Take(ShownClasses).Select(each => Invariant($"{Shown.Plain(each.Name)} {each.Rows} ({100.0 * each.Rows / rows:F1} %)")));
        return Invariant($", {target.Classes.Count} values: {shown}{(target.Classes.Count > ShownClasses ? ", …" : "")}");
    }

    private static void WriteColumns(TableProfile profile, Terminal terminal)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("column", "type", "missing", "distinct", "min", "mean", "max", "first values");
        foreach (int right in new[] { 2, 3, 4, 5, 6 })
            table.Columns[right].RightAligned();
        foreach (var column in profile.Columns.Take(ShownColumns))
        {
            table.AddRow([.. new[]
            {
                Shown.Plain(column.Name), column.Type.ToString().ToLowerInvariant(), Invariant($"{column.Missing}"),
                Invariant($"{(column.HasMoreDistinct ? "over " : "")}{column.Distinct}"), Number(column.Min), Number(column.Mean), Number(column.Max),
                string.Join(", ", column.FirstValues.Select(Shown.Plain)),
            }.Select(Markup.Escape)]);
        }
        if (profile.Columns.Count > ShownColumns)
            table.AddRow(Invariant($"… and {profile.Columns.Count - ShownColumns} more"));
        terminal.Tables().Write(table);
    }

    private static string Number(double? number) => number is { } value ? Invariant($"{value:G6}") : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
