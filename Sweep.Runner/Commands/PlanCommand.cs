using System.CommandLine;
using Spectre.Console;
using Sweep.Core.Training;
using Sweep.Runner.Studies;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep plan: says what a run would do, and about how long it would take.</summary>
internal static class PlanCommand
{
    // Each estimate trains about this long; the first training of a process is left out, as it also compiles the code.
    private static readonly TimeSpan _sample = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var study = StudyArgument.Create();
        var command = new Command("plan", "Show the trials of a study and estimate its time, from an epoch of a few of them.") { study };
        command.SetAction((parsed, cancellation) => Task.Run(() => Write(StudyReader.Read(parsed.GetRequiredValue(study)), terminal, cancellation), cancellation));
        return command;
    }

    private static void Write(Study study, Terminal terminal, CancellationToken cancellation)
    {
        var output = terminal.Output;
        output.WriteLine($"{study.Name}: {study.Trials} trials × {study.Folds.Count} folds = {study.Fits} fits of {study.Epochs} epochs");
        WriteSpace(study.Space, output, "  ");

        double seconds = EstimateSeconds(study, cancellation);
        output.WriteLine(FormattableString.Invariant(
            $"about {seconds:F1} s on one worker, {seconds / Environment.ProcessorCount:F1} s on {Environment.ProcessorCount} (one for each core), measured on this machine just now"));
    }

    private static void WriteSpace(SearchSpace space, TextWriter output, string indent)
    {
        foreach (var hyperparameter in space.Hyperparameters)
        {
            var choices = hyperparameter.Domain.Choices;
            output.WriteLine(FormattableString.Invariant($"{indent}{hyperparameter.Name}: {choices.Count} values"));
            foreach (var choice in choices)
            {
                output.WriteLine(FormattableString.Invariant($"{indent}  {choice.Value}"));
                WriteSpace(choice.Conditional, output, indent + "    ");
            }
        }
    }

    private static double EstimateSeconds(Study study, CancellationToken cancellation)
    {
        var trainer = new Trainer(TimeProvider.System);
        // Time depends on the optimizer and the batch size far more than on the learning rate: a few trials, evenly spread.
        long[] trials = [.. Enumerable.Range(0, (int)Math.Min(16, study.Trials)).Select(i => i * study.Trials / Math.Min(16, study.Trials))];
        Time(trials[0]);
        return trials.Average(Time) * study.Epochs * study.Fits;

        double Time(long trial)
        {
            var plan = study.PlanOf(GridSearch.Suggest(study.Space, trial)!, study.Folds[0]) with { Epochs = 1 };
            long started = TimeProvider.System.GetTimestamp();
            int runs = 0;
            do
            {
                trainer.Fit(plan, cancellation);
                runs++;
            }
            while (TimeProvider.System.GetElapsedTime(started) < _sample / trials.Length);
            return TimeProvider.System.GetElapsedTime(started).TotalSeconds / runs;
        }
    }
}
