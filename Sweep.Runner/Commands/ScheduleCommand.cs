using System.CommandLine;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.Schedules;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep schedule: draws a learning-rate schedule, or those of a study.</summary>
internal static class ScheduleCommand
{
    private const int DefaultEpochs = 20;
    private const int DefaultStepsPerEpoch = 100;
    private const string Epochs = "--epochs";
    private const string StepsPerEpoch = "--steps-per-epoch";

    // What messages call a schedule that was given on the command line.
    private const string Given = "SCHEDULE";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var what = Inputs.Path(
            Given, "A schedule as study files write it, its name or '{ kind: step, every: 5 epochs }'; or a study, all of whose schedules are drawn, with the steps that it has.");
        var rate = Inputs.OptionalPositive("--learning-rate", "RATE", "The peak learning rate. 1 unless given.");
        var epochs = Inputs.OptionalCount(Epochs, "N", $"Epochs of the training. {DefaultEpochs} unless given.");
        var steps = Inputs.OptionalCount(StepsPerEpoch, "N", $"Updates of an epoch. {DefaultStepsPerEpoch} unless given.");
        var format = Inputs.Choice("--format", "table, json or csv (which have every step).", "table", "json", "csv");
        var command = new Command("schedule", "Draw a learning-rate schedule, or those of a study.") { what, rate, epochs, steps, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            string text = parsed.GetRequiredValue(what);
            var (epochCount, stepCount) = (parsed.GetValue(epochs), parsed.GetValue(steps));
            var trainings = IsStudy(text)
                ? await Inputs.ReadAsync(() => OfStudy(text, epochCount ?? stepCount), cancellation)
                : [OfText(text, epochCount ?? DefaultEpochs, stepCount ?? DefaultStepsPerEpoch)];
            foreach (string warning in trainings.Select(StudyWarnings.OfSchedule).OfType<string>().Distinct())
                await terminal.Error.WriteLineAsync($"Warning: {warning}");
            new ScheduleDrawing(trainings, parsed.GetValue(rate) ?? 1).Write(parsed.GetValue(format)!, terminal);
        });
        return command;
    }

    // A name of the catalog is one, whatever lies in the current folder.
    private static bool IsStudy(string text) => !LearningRateSchedules.Catalog.Names.Contains(text)
        && (Path.Exists(text) || Path.GetExtension(text) is ".yaml" or ".yml");

    private static IReadOnlyList<ScheduledTraining> OfStudy(string path, int? length)
    {
        if (length is not null)
            throw new InputException($"{path}: how long its trainings are the study says itself. Leave out {Epochs} and {StepsPerEpoch}.");
        var study = StudyReader.Read(path);
        return study.Objective is NetworkObjective
            ? ScheduledTraining.Of(study)
            : throw new InputException($"{path}: only a study that trains a network of ours has schedules; what a command does with its learning rate is not known here.");
    }

    private static ScheduledTraining OfText(string text, int epochs, int stepsPerEpoch)
    {
        var node = StudyNode.Parse(text, Given);
        var schedule = SpaceReader.ReadSchedule(node);
        return node.Checked(new ScheduledTraining(ComponentReader.KindOf(node), schedule, epochs, stepsPerEpoch).Required);
    }
}
