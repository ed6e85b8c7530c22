using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sweep.Runner.Ledger;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep status: shows how far a study is, while it runs or afterwards.</summary>
internal static class StatusCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var study = Inputs.Study();
        var output = Inputs.OptionalPath("--output", "DIR", "The folder with the results. Default: results beside the study file.");
        var format = Inputs.Choice("--format", "table, or json.", "table", "json");
        var command = new Command("status", "Show how far a study is, also while it runs.") { study, output, format };
        command.SetAction(parsed =>
        {
            string directory = Inputs.ResultsOf(parsed.GetRequiredValue(study), parsed.GetValue(output));
            var status = LedgerStatus.Of(directory);
            if (parsed.GetValue(format) == "json")
                WriteJson(status, terminal.Output);
            else
                Write(status, terminal.Output);
        });
        return command;
    }

    private static void Write(LedgerStatus status, TextWriter output)
    {
        string states = string.Concat(status.States.OrderBy(state => state.Key).Select(state => Text($", {state.Value} {Word(state.Key)}")));
        output.WriteLine(Text($"study       {status.Name}"));
        output.WriteLine(status.RunBy is { } owner ? $"running     {owner}" : status.Done == status.Fits ? "finished" : "not running: hypersweep run or resume goes on");
        output.WriteLine(Text($"fits        {status.Done} of {status.Fits} ({100.0 * status.Done / Math.Max(1, status.Fits):F1} %){states}"));
        if (status.Best is { } best)
            output.WriteLine(Text($"best        {status.Metric} {best.Mean:G6}: trial {best.Trial}, {best.Configuration}"));
        output.WriteLine(Text($"runs        {status.Runs.Count}, the last by process {status.Runs[^1].Process}, started {status.Runs[^1].Started}"));
        if (status.Lost + status.Retried > 0)
            output.WriteLine(Text($"attempts    {status.Retried} failed and were made again, {status.Lost} were lost as the program was killed"));
    }

    private static void WriteJson(LedgerStatus status, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("study", status.Name);
            json.WriteString("running", status.RunBy);
            json.WriteNumber("trials", status.Trials);
            json.WriteNumber("fits", status.Fits);
            json.WriteNumber("done", status.Done);
            foreach (var state in Enum.GetValues<FitState>())
                json.WriteNumber(Word(state), status.States.GetValueOrDefault(state));
            if (status.Best is { } best)
            {
                json.WriteStartObject("best");
                json.WriteNumber("trial", best.Trial);
                json.WriteNumber(status.Metric, best.Mean);
                json.WritePropertyName("configuration");
                json.WriteRawValue(best.Configuration);
                json.WriteEndObject();
            }
            json.WriteNumber("runs", status.Runs.Count);
            json.WriteNumber("attempts_failed", status.Retried);
            json.WriteNumber("attempts_lost", status.Lost);
            json.WriteEndObject();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static string Word(FitState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{state}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
