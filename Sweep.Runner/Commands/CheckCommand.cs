using System.CommandLine;
using Spectre.Console;
using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.Pruners;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep check: reads a study and its data, and shows what was understood.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var study = Inputs.Study();
        var command = new Command("check", "Check a study file and its data, and show what they describe. Nothing is trained.") { study };
        command.SetAction(async (parsed, cancellation) =>
            Write(await Inputs.ReadAsync(() => StudyReader.Read(parsed.GetRequiredValue(study)), cancellation), terminal));
        return command;
    }

    private static void Write(Study study, Terminal terminal)
    {
        var output = terminal.Output;
        output.WriteLine($"study       {study.Name}");
        if (study.Question.Length > 0)
            output.WriteLine($"question    {study.Question}");
        if (study.Objective is NetworkObjective network)
        {
            foreach (var (label, text) in NetworkSummary.Of(study, network))
                output.WriteLine($"{label,-12}{text}");
        }
        else if (study.Objective is CommandObjective command)
        {
            output.WriteLine($"command     {string.Join(' ', command.Command)}");
            output.WriteLine($"reports     {string.Join(", ", command.Figures.Select(figure => figure.Name))}, as lines of JSON in {command.ReportsTo}");
            output.WriteLine($"validation  {Count(command.Folds, "fold")}, {Count(study.Folds.Count / study.Seeds / command.Folds, "repeat")}{(study.Seeds > 1 ? $", {Count(study.Seeds, "seed")}" : "")}");
        }
        output.WriteLine($"objective   {(study.Metric.Maximize ? "maximize" : "minimize")} {study.Metric.Name}");
        output.WriteLine($"varied      {string.Join(", ", study.Space.Names.Where(study.Space.Varies))}");
        output.WriteLine($"plan        {Size(study)}");
        if (study.Pruner is { } pruner)
            output.WriteLine($"pruner      {ComponentSettings.Text(PruningRules.Catalog.NameOf(pruner), pruner)}, which looks back at the trials before the last {study.Lag}");

        output.WriteLine(FormattableString.Invariant($"seed        {study.Seed}"));

        if (study.Objective is NetworkObjective { Network: var layers })
            WriteLayers(layers, terminal);
        foreach (string warning in StudyWarnings.Of(study))
            output.WriteLine($"Warning: {warning}");
    }

    /// <summary>How large a study is, in words.</summary>
    internal static string Size(Study study) =>
        $"{Count(study.Trials, study.Search.WalksValues ? "trial" : $"{SearchStrategies.Catalog.NameOf(study.Search)} trial")} × {FitsOf(study)} = {Count(study.Fits, "fit")}" +
        (study.Objective is NetworkObjective network ? $" of {Count(network.Epochs, "epoch")}" : "") +
        (study.Search is IAdaptiveSearch { GoesOn: true } adaptive ? $", then up to {Count(adaptive.MostFurther(TestedStudy.Assumed(study).Space), "trial")} more, round by round" : "");

    private static string FitsOf(Study study)
    {
        string folds = Count(study.JudgingFolds / study.Seeds, "fold"), seeds = study.Seeds > 1 ? $" × {Count(study.Seeds, "seed")}" : "";
        int inner = study.Folds.Count - study.JudgingFolds;
        return inner == 0 ? folds + seeds : $"({folds} and {Count(inner / study.Seeds, "inner fold")}){seeds}";
    }

    private static string Count(long count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static void WriteLayers(Network network, Terminal terminal)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("", "layer", "output", "weights");
        table.Columns[2].RightAligned();
        table.Columns[3].RightAligned();
        table.AddRow("", "input", Markup.Escape($"{network.Input}"), "");
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            table.AddRow(
                $"{layer + 1}",
                Markup.Escape(NameOf(network.Layers[layer])),
                Markup.Escape($"{network.Shapes[layer + 1]}"),
                $"{network.WeightsOf(layer).GetOffsetAndLength(network.WeightCount).Length}");
        }
        table.AddRow("", "all", "", $"{network.WeightCount}");
        terminal.Tables().Write(table);
    }

    // With the settings that are not the defaults. The units show in the output.
    private static string NameOf(ILayer layer)
    {
        string name = NetworkLayers.Catalog.NameOf(layer);
        var plain = NetworkLayers.Catalog.Create(name);
        var settings = ComponentSettings.Of(layer)
            .Where(setting => setting.Key != "units" && !Equals(setting.Value.GetValue(layer), setting.Value.GetValue(plain)))
            .Select(setting => $"{setting.Key}: {ComponentSettings.Text(setting.Value.GetValue(layer)!)}");
        return $"{name} {string.Join(", ", settings)}".TrimEnd();
    }
}
