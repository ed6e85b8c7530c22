using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Sweep.Runner.Components;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep list: shows what a study file can name, with rule, settings, defaults and source.</summary>
internal static class ListCommand
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var kind = new Argument<string>("KIND") { Description = $"What to list: {string.Join(", ", ComponentKinds.Names)}.", HelpName = "KIND" };
        kind.AcceptOnlyFromAmong([.. ComponentKinds.Names]);
        var format = Inputs.Choice("--format", "table, json (which has everything), or csv.", "table", "json", "csv");
        var command = new Command("list", "Show what a study file can name, with rule, settings, defaults and source.") { kind, format };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(kind), parsed.GetValue(format)!, new Documentation(AppContext.BaseDirectory), terminal));
        return command;
    }

    /// <summary>Writes the components of a kind.</summary>
    internal static void Write(string kind, string format, Documentation documentation, Terminal terminal)
    {
        var components = ComponentKinds.Of(kind, documentation);
        foreach (string path in documentation.Missing)
        {
            terminal.Error.WriteLine(
                $"{path}: this file is missing, and with it what {kind} do and where they are from. The build writes it beside the program; copy it along, or publish anew.");
        }
        switch (format)
        {
            case "json":
                terminal.Output.WriteLine(JsonSerializer.Serialize(new { Kind = kind, Components = components }, _json));
                break;
            case "csv":
                WriteCsv(components, terminal.Output);
                break;
            default:
                WriteTable(components, terminal);
                break;
        }
    }

    private static void WriteTable(IReadOnlyList<ComponentEntry> components, Terminal terminal)
    {
        (string Title, Func<ComponentEntry, string> Of)[] columns =
        [
            ("name", each => each.Name),
            ("rule", each => each.Rule ?? each.Summary ?? ""),
            ("settings and defaults", Settings),
            ("presets", each => string.Join('\n', each.Presets.Keys)),
            ("source", each => each.Source ?? ""),
        ];
        columns = [.. columns.Where(column => components.Any(each => column.Of(each).Length > 0))];
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns([.. columns.Select(column => column.Title)]);
        table.Columns[0].NoWrap();
        foreach (var each in components)
        {
            table.AddRow([.. columns.Select(column => Markup.Escape(column.Of(each)))]);
            table.AddEmptyRow();
        }
        terminal.Tables().Write(table);
    }

    private static void WriteCsv(IReadOnlyList<ComponentEntry> components, TextWriter output)
    {
        output.WriteLine("name,summary,rule,settings,presets,source");
        foreach (var each in components)
        {
            output.WriteLine(CsvLine.Of(each.Name, each.Summary, each.Rule, Settings(each), string.Join(", ", each.Presets.Keys), each.Source));
        }
    }

    private static string Settings(ComponentEntry component) =>
        string.Join(", ", component.Settings.Select(setting => $"{setting.Name}: {(setting.Required ? "required" : setting.Default is { } value ? ComponentSettings.Text(value) : "none")}"));
}
