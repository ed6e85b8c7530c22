using System.CommandLine;
using Sweep.Core.Training;
using Sweep.Runner.Studies;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep plan: says what a run would do, and about how long it would take.</summary>
internal static class PlanCommand
{
    // So many trials, evenly spread over the study, are timed for so long each. Time depends on the optimizer and the batch
    // size far more than on the learning rate.
    private const int SampleTrials = 16;
    private static readonly TimeSpan _sampleTime = TimeSpan.FromMilliseconds(25);

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var study = StudyArgument.Create();
        var command = new Command("plan", "Show the trials of a study and estimate its time, from short trainings of a few of them.") { study };
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
        long count = Math.Min(SampleTrials, study.Trials);
        double seconds = 0;
        for (long sample = 0; sample < count; sample++)
        {
            var plan = study.PlanOf(GridSearch.Suggest(study.Space, sample * study.Trials / count)!, study.Folds[0]);
            double one = Time(plan with { Epochs = 1 }), three = Time(plan with { Epochs = 3 });
            seconds += one + (study.Epochs - 1) * Math.Max(0, (three - one) / 2);
        }
        return seconds / count * study.Fits;

        double Time(TrainingPlan plan)
        {
            // The first training also compiles the code.
            trainer.Fit(plan, cancellation);
            long started = TimeProvider.System.GetTimestamp();
            int runs = 0;
            do
            {
                trainer.Fit(plan, cancellation);
                runs++;
            }
            while (TimeProvider.System.GetElapsedTime(started) < _sampleTime);
            return TimeProvider.System.GetElapsedTime(started).TotalSeconds / runs;
        }
    }
}
