using System.CommandLine;
using Spectre.Console;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep check: reads a study and its data, and shows what was understood.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var study = Inputs.Study();
        var command = new Command("check", "Check a study file and its data, and show what they describe. Nothing is trained.") { study };
        command.SetAction(parsed => Write(StudyReader.Read(parsed.GetRequiredValue(study)), terminal));
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
            string classes = network.Data.Classes.Count > 0 ? $", {network.Data.Classes.Count} classes" : "";
            output.WriteLine($"data        {network.Data.Rows} rows, {network.Data.FeatureNames.Count} features{classes}");
            output.WriteLine($"validation  {study.Folds.Count} folds, {network.Folds.Min(fold => fold.Rows.Training.Length)} training rows or more in each");
        }
        else if (study.Objective is CommandObjective command)
        {
            output.WriteLine($"command     {string.Join(' ', command.Command)}");
            output.WriteLine($"validation  {study.Folds.Count} fits a setting");
        }
        output.WriteLine($"objective   {(study.Metric.Maximize ? "maximize" : "minimize")} {study.Metric.Name}");
        output.WriteLine($"varied      {string.Join(", ", study.Space.Names.Where(study.Space.Varies))}");
        output.WriteLine($"plan        {study.Trials} trials × {study.Folds.Count} folds = {study.Fits} fits{Epochs(study)}");

        if (study.Objective is NetworkObjective { Network: var layers })
            WriteLayers(layers, terminal);
    }

    /// <summary>The length of a fit in words, where it is known.</summary>
    internal static string Epochs(Study study) => study.Objective is NetworkObjective network ? $" of {network.Epochs} epochs" : "";

    private static void WriteLayers(Network network, Terminal terminal)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("layer", "output", "weights");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            table.AddRow(
                network.Layers[layer].GetType().Name.ToLowerInvariant(),
                $"{network.Widths[layer + 1]}",
                $"{network.WeightsOf(layer).GetOffsetAndLength(network.WeightCount).Length}");
        }
        table.AddRow("all", "", $"{network.WeightCount}");
        terminal.Tables().Write(table);
    }
}
