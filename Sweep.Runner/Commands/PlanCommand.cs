using System.CommandLine;
using Sweep.Core.Numerics;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep plan: says what a run would do, and about how long it would take.</summary>
internal static class PlanCommand
{
    // So many trials, evenly spread over the study, are timed for so long each, and at least one step.
    private const int SampleTrials = 16;
    private const int ShownValues = 20;

    // A rate at which nothing diverges while it is timed: a step that has diverged stops half-way. Time does not depend on the rate.
    private const double SampleRate = 1e-12;

    private static readonly TimeSpan _sampleTime = TimeSpan.FromMilliseconds(20);

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var study = Inputs.Study();
        var command = new Command("plan", "Show the trials of a study and estimate its time, from short trainings of a few of them.") { study };
        command.SetAction(async (parsed, cancellation) =>
            Write(await Inputs.ReadAsync(() => StudyReader.Read(parsed.GetRequiredValue(study)), cancellation), terminal, cancellation));
        return command;
    }

    private static void Write(Study study, Terminal terminal, CancellationToken cancellation)
    {
        var output = terminal.Output;
        output.WriteLine($"{study.Name}: {CheckCommand.Size(study)}");
        WriteSpace(study.Space, study.Search.WalksValues, output, "  ");

        if (study.Objective is CommandObjective command)
        {
            var values = CommandPlaces.Of(study.Suggest(0));
            output.WriteLine($"the first trial runs {string.Join(' ', command.Command.Select(argument => CommandArgument.Shown(argument.Text(values))))}");
        }
        if (study.Objective is not NetworkObjective network)
        {
            output.WriteLine("how long a fit takes is not known before one has run; hypersweep run shows it, and stops and goes on as you like");
            return;
        }
        // Which rates a range test will find does not matter: time does not depend on the rate.
        var assumed = TestedStudy.Assumed(study);
        double seconds = EstimateSeconds(assumed, network, cancellation);
        long workers = Math.Min(Environment.ProcessorCount, study.Fits);
        string further = study.Search is IAdaptiveSearch { GoesOn: true } adaptive
            ? FormattableString.Invariant($"; further rounds up to {seconds / study.Trials * adaptive.MostFurther(assumed.Space):F1} s more")
            : "";
        output.WriteLine(FormattableString.Invariant(
            $"about {seconds:F1} s of training on one worker, {seconds / workers:F1} s on {workers}, measured on this machine just now") + further +
            (TestedStudy.Needed(study).Count > 0 ? "; the range tests come before it" : ""));
    }

    private static void WriteSpace(SearchSpace space, bool grid, TextWriter output, string indent)
    {
        foreach (var hyperparameter in space.Hyperparameters)
        {
            if (hyperparameter.Domain is TestedDomain tested)
            {
                output.WriteLine($"{indent}{hyperparameter.Name}: {tested}");
                continue;
            }
            if (!grid && hyperparameter.Domain is RangeDomain range)
            {
                output.WriteLine(FormattableString.Invariant($"{indent}{hyperparameter.Name}: from {range.Low} to {range.High}{(range.Logarithmic ? " on a log scale" : "")}"));
                continue;
            }
            var choices = hyperparameter.Domain.Choices;
            output.WriteLine(FormattableString.Invariant($"{indent}{hyperparameter.Name}: {choices.Count} value{(choices.Count == 1 ? "" : "s")}"));
            foreach (var (index, choice) in choices.Index())
            {
                if (index == ShownValues)
                {
                    output.WriteLine($"{indent}  …");
                    break;
                }
                output.WriteLine($"{indent}  {CommandArgument.Shown(ComponentSettings.Text(choice.Value))}");
                WriteSpace(choice.Conditional, grid, output, indent + "    ");
            }
        }
    }

    private static double EstimateSeconds(Study study, NetworkObjective network, CancellationToken cancellation)
    {
        long count = Math.Min(SampleTrials, study.Trials);
        double seconds = 0;
        for (long sample = 0; sample < count; sample++)
        {
            var plan = network.PlanOf(study.Suggest(sample * study.Trials / count), study.Folds[0], study.Seed);
            int[] rows = plan.Fold.Training;
            int batch = plan.BatchSize.Of(rows.Length);
            var learner = new Learner(plan.Network, batch);
            learner.Restart(new RandomStream(plan.Seed, RandomPurpose.InitialWeights), new RandomStream(plan.Seed, RandomPurpose.Layers));
            double step = Time(() => learner.Step(plan.Data, rows.AsSpan(0, batch), plan.Scaler, plan.Loss, plan.Optimizer, SampleRate));
            double look = Time(() => learner.Evaluate(plan.Data, rows.AsSpan(0, batch), plan.Scaler, plan.Loss)) / batch;
            // Before training every training row is looked at once, and after each epoch every row that something is judged by.
            seconds += look * rows.Length + plan.Epochs * (step * rows.Length / batch + look * (plan.Fold.Validation.Length + plan.Fold.HeldBack.Length));
        }
        // Folds of a time series grow, and inner ones are smaller than theirs.
        double rowsOfFold = network.Folds.Average(fold => (double)fold.Rows.Training.Length) / network.Folds[0].Rows.Training.Length;
        return seconds / count * study.Fits * rowsOfFold;

        double Time(Func<double> work)
        {
            long started = TimeProvider.System.GetTimestamp();
            work(); // also compiles the code
            TimeSpan first = TimeProvider.System.GetElapsedTime(started), spent = TimeSpan.Zero;
            if (first > TimeSpan.FromSeconds(1))
                return first.TotalSeconds;

            started = TimeProvider.System.GetTimestamp();
            int runs = 0;
            while (spent < _sampleTime)
            {
                cancellation.ThrowIfCancellationRequested();
                work();
                runs++;
                spent = TimeProvider.System.GetElapsedTime(started);
            }
            return spent.TotalSeconds / runs;
        }
    }
}
