using Sweep.Core.Training;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Results;

/// <summary>The tables of the result log. docs/result-log.md says the same for people.</summary>
internal static class LogTables
{
    /// <summary>One row per trial.</summary>
    public static LogTable<TrialResult> Trials(Study study)
    {
        var table = new LogTable<TrialResult>("trials", "trial")
            .Integer("trial", "Number of the trial, from 0, in the order of the grid.", trial => trial.Number)
            .Text("state", "completed, diverged or failed: as the worst of its fits.", trial => Word(trial.State));
        var names = study.Space.Names.Union(Hyperparameters.All, StringComparer.Ordinal).ToArray();
        foreach (string name in names)
            AddHyperparameter(table, study, name);
        return table
            .Text("optimizer_settings", "The optimizer with all its settings, defaults included, as a study file would have it.", OptimizerSettings)
            .Number("objective", "Mean over the folds of the study's metric after the last epoch; NaN unless every fit completed.",
                trial => trial.Objective)
            .NumberOrNone("objective_sd", "Standard deviation of the metric over completed fits (divided by n − 1).",
                trial => trial.Scores.Count < 2 ? null : trial.Summary!.StandardDeviation)
            .Integer("objective_count", "Number of completed fits.", trial => trial.Scores.Count)
            .Integer("diverged_fits", "Number of diverged fits.", trial => trial.Diverged)
            .Integer("steps", "Updates of all fits together.", trial => trial.Steps)
            .Integer("epochs", "Epochs of all fits together.", trial => trial.Epochs)
            .TextOrNone("error", "The first error of a failed trial.", trial => trial.Error)
            .Number("seconds", "Time of all fits together, in seconds.", trial => trial.Duration.TotalSeconds, measured: true);
    }

    /// <summary>One row per fit.</summary>
    public static LogTable<FitResult> Fits(Study study)
    {
        var table = new LogTable<FitResult>("fits", "fit")
            .Integer("fit", "Number of the fit, from 0.", fit => fit.Number)
            .Integer("trial", "Number of its trial.", fit => fit.Trial)
            .Integer("repeat", "The repeat, from 0.", fit => fit.Fold.Repeat)
            .Integer("fold", "The fold in its repeat, from 0.", fit => fit.Fold.Number)
            .Text("state", "completed, diverged or failed.", fit => Word(fit.State))
            .Integer("training_rows", "Rows learned from.", fit => fit.Fold.Rows.Training.Length)
            .Integer("validation_rows", "Rows judged by.", fit => fit.Fold.Rows.Validation.Length)
            .Integer("epochs", "Epochs trained.", fit => fit.Training?.Epochs.Count ?? 0)
            .Integer("steps", "Updates made.", fit => fit.Training?.Steps ?? 0)
            .IntegerOrNone("diverged_at_step", "The step, from 1, at which divergence was noticed.", fit => fit.Training?.DivergedAtStep)
            .NumberOrNone("train_loss", "Mean loss of the last epoch's batches, each before its update.", fit => fit.LastEpoch?.TrainLoss);
        foreach (var (name, meaning, value) in ValidationFigures(study))
            table.NumberOrNone(name, meaning + ", after the last epoch.", fit => fit.LastEpoch is { } epoch ? value(epoch) : null);
        table.IntegerOrNone("best_epoch", "The epoch, from 1, with the best value of the study's metric; the first of equals.",
            fit => fit.BestEpoch(study.Objective)?.Epoch);
        foreach (var (name, meaning, value) in ValidationFigures(study))
        {
            table.NumberOrNone("best_" + name, meaning + ", after the best epoch.",
                fit => fit.BestEpoch(study.Objective) is { } epoch ? value(epoch) : null);
        }
        return table
            .TextOrNone("weights_digest", "SHA-256 of the final weights.", fit => fit.Training?.WeightsDigest)
            .TextOrNone("error", "The error of a failed fit.", fit => fit.Error)
            .Number("seconds", "Time of the fit, in seconds.", fit => fit.Duration.TotalSeconds, measured: true);
    }

    /// <summary>One row per epoch of a fit.</summary>
    public static LogTable<(FitResult Fit, EpochResult Epoch)> Epochs(Study study)
    {
        var table = new LogTable<(FitResult Fit, EpochResult Epoch)>("epochs", "fit", "epoch")
            .Integer("fit", "Number of the fit.", row => row.Fit.Number)
            .Integer("trial", "Number of its trial.", row => row.Fit.Trial)
            .Integer("epoch", "The epoch, from 1.", row => row.Epoch.Epoch)
            .Integer("step", "Updates made so far.", row => row.Epoch.Step)
            .Number("learning_rate", "Learning rate of the last update.", row => row.Epoch.LearningRate)
            .Number("train_loss", "Mean loss of the epoch's batches, each before its update.", row => row.Epoch.TrainLoss);
        foreach (var (name, meaning, value) in ValidationFigures(study))
            table.Number(name, meaning + ".", row => value(row.Epoch));
        return table
            .Number("gradient_norm", "Euclidean norm of the last update's gradient.", row => row.Epoch.GradientNorm)
            .Number("seconds", "Time of the epoch, in seconds.", row => row.Epoch.Duration.TotalSeconds, measured: true);
    }

    private static IEnumerable<(string Name, string Meaning, Func<EpochResult, double> Value)> ValidationFigures(Study study) =>
        study.Metrics
            .Select((metric, index) => (
                Objective.Prefix + metric.Name,
                $"The metric {metric.Name} on the validation rows",
                (Func<EpochResult, double>)(epoch => epoch.Metrics[index])))
            .Prepend((Objective.Loss.Name, "Loss on the validation rows", epoch => epoch.ValidationLoss));

    private static void AddHyperparameter(LogTable<TrialResult> table, Study study, string name)
    {
        if (name == Hyperparameters.BatchSize)
        {
            table.Integer(name, "Rows of a step; 0 stands for all training rows.", trial => study.BatchSizeOf(trial.Configuration).Rows);
            return;
        }

        string meaning = $"The hyperparameter {name}; absent where the configuration does not have it.";
        switch (study.Space.Example(name))
        {
            case double: table.NumberOrNone(name, meaning, trial => (double?)trial.Configuration[name]); break;
            case int: table.IntegerOrNone(name, meaning, trial => (int?)trial.Configuration[name]); break;
            case bool: table.FlagOrNone(name, meaning, trial => (bool?)trial.Configuration[name]); break;
            default: table.TextOrNone(name, meaning, trial => trial.Configuration[name]?.ToString()); break;
        }
    }

    private static string OptimizerSettings(TrialResult trial)
    {
        var choice = (OptimizerChoice)trial.Configuration[Hyperparameters.Optimizer]!;
        return ComponentSettings.Text(choice.Kind, Study.OptimizerOf(trial.Configuration));
    }

    private static string Word(FitState state) => state.ToString().ToLowerInvariant();
}
