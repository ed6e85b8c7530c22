using System.CommandLine;
using Spectre.Console;
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
        string classes = study.Data.Classes.Count > 0 ? $", {study.Data.Classes.Count} classes" : "";
        output.WriteLine($"data        {study.Data.Rows} rows, {study.Data.FeatureNames.Count} features{classes}");
        output.WriteLine($"validation  {study.Folds.Count} folds, {study.Folds.Min(fold => fold.Rows.Training.Length)} training rows or more in each");
        output.WriteLine($"objective   {(study.Objective.Maximize ? "maximize" : "minimize")} {study.Objective.Name}");
        output.WriteLine($"varied      {string.Join(", ", study.Space.Names.Where(study.Space.Varies))}");
        output.WriteLine($"plan        {study.Trials} trials × {study.Folds.Count} folds = {study.Fits} fits of {study.Epochs} epochs");

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("layer", "output", "weights");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        for (int layer = 0; layer < study.Network.Layers.Count; layer++)
        {
            table.AddRow(
                study.Network.Layers[layer].GetType().Name.ToLowerInvariant(),
                $"{study.Network.Widths[layer + 1]}",
                $"{study.Network.WeightsOf(layer).GetOffsetAndLength(study.Network.WeightCount).Length}");
        }
        table.AddRow("all", "", $"{study.Network.WeightCount}");
        terminal.Tables().Write(table);
    }
}
