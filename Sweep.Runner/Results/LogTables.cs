using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Results;

/// <summary>The tables of the result log. docs/result-log.md says the same for people.</summary>
internal static class LogTables
{
    /// <summary>One row per trial.</summary>
    public static LogTable<TrialResult> Trials(Study study)
    {
        var network = study.Objective as NetworkObjective;
        var table = new LogTable<TrialResult>("trials", "trial")
            .Integer("trial", "Number of the trial, from 0, in the order of the search.", trial => trial.Number)
            .Text("state", "completed, pruned, diverged or failed: as the worst of its fits.", trial => Word(trial.State));
        if (study.Search is IAdaptiveSearch { GoesOn: true })
            table.Integer("round", "The round of an adaptive search, from 1; only where there can be more than one.", trial => study.RoundOf(trial.Number));
        string[] names = [.. study.Space.Names.Union(network is null ? [] : Hyperparameters.Common, StringComparer.Ordinal)];
        foreach (string name in names)
            AddHyperparameter(table, study, name);
        if (network is not null)
        {
            table.Text("optimizer_settings", "The optimizer with all its settings, defaults included, as a study file would have it.",
                trial => ComponentSettings.Text(((ComponentChoice)trial.Configuration[Hyperparameters.Optimizer]!).Kind, NetworkObjective.OptimizerOf(trial.Configuration)));
        }
        if (network is not null && names.Contains(Hyperparameters.Schedule))
        {
            table.Text("schedule_settings", "The schedule with all its settings, defaults included, as a study file would have it.",
                trial => ComponentSettings.Text(network.ScheduleOf(trial.Configuration)));
        }
        table
            .Number("objective", "Mean over the folds of the study's metric at the end; NaN unless every fit that judges completed.", trial => trial.Objective)
            .NumberOrNone("objective_sd", "Standard deviation of the folds' scores (divided by n − 1).",
                trial => trial.Scores.Count < 2 ? null : trial.Summary!.StandardDeviation)
            .Integer("objective_count", "Number of folds with a score: the metric of its fit, or the mean over its seeds.", trial => trial.Scores.Count);
        if (study.Seeds > 1)
        {
            table.NumberOrNone("objective_seed_sd", "Standard deviation of the metric over seeds on the same rows (pooled over the folds).",
                trial => double.IsNaN(trial.SeedDeviation) ? null : trial.SeedDeviation);
        }
        table
            .Integer("pruned_fits", "Number of pruned fits.", trial => trial.Pruned)
            .Integer("diverged_fits", "Number of diverged fits.", trial => trial.Diverged);
        if (network is not null)
            table.Integer("steps", "Updates of all fits together.", trial => trial.Steps);
        return table
            .Integer("epochs", "Epochs of all fits together.", trial => trial.Epochs)
            .TextOrNone("error", "The first error of a failed trial.", trial => trial.Error)
            .Number("seconds", "Time of all fits together, in seconds.", trial => trial.Duration.TotalSeconds, measured: true);
    }

    /// <summary>One row per fit.</summary>
    public static LogTable<FitRecord> Fits(Study study)
    {
        var table = new LogTable<FitRecord>("fits", "fit")
            .Integer("fit", "Number of the fit, from 0.", fit => fit.Result.Number)
            .Integer("trial", "Number of its trial.", fit => fit.Result.Trial)
            .Integer("repeat", "The repeat, from 0.", fit => fit.Result.Fold.Repeat)
            .Integer("fold", "The fold in its repeat, from 0.", fit => fit.Result.Fold.Number);
        if (study.JudgingFolds < study.Folds.Count)
            table.IntegerOrNone("inner_fold", "The inner fold of that fold's training rows, from 0; absent where the fit judges and does not choose.", fit => fit.Result.Fold.Inner);
        if (study.Seeds > 1)
            table.Integer("seed_number", "Which of the trainings on the same rows, from 0.", fit => fit.Result.Fold.SeedNumber);
        table
            .Text("state", "completed, pruned, diverged or failed.", fit => Word(fit.Result.State))
            .Number("objective", "The study's metric at the end; NaN where there is none.", fit => fit.Result.Outcome.Score)
            .Integer("epochs", "Epochs reported.", fit => fit.Result.Epochs);
        if (study.Objective is NetworkObjective network)
        {
            table
                .Integer("training_rows", "Rows learned from.", fit => network.Folds[fit.Result.Fold.Index].Rows.Training.Length)
                .Integer("validation_rows", "Rows judged by.", fit => network.Folds[fit.Result.Fold.Index].Rows.Validation.Length)
                .Integer("steps", "Updates made.", fit => fit.Result.Outcome.Steps)
                .IntegerOrNone("diverged_at_step", "The step, from 1, at which divergence was noticed.", fit => fit.Result.Outcome.DivergedAtStep)
                .TextOrNone("diverged_reason", "By what divergence was noticed: nan, infinite or loss.", fit => Word(fit.Result.Outcome.DivergedBy));
            if (network.EarlyStopping is not null)
            {
                table
                    .IntegerOrNone("kept_epoch", "The epoch, from 1, whose weights were kept in the end.", fit => fit.Result.Outcome.KeptEpoch)
                    .FlagOrNone("stopped_early", "Whether early stopping ended it before its last epoch.", fit => fit.Result.Outcome.StoppedEarly);
            }
        }
        var figures = study.Objective.Figures;
        for (int index = 0; index < figures.Count; index++)
        {
            int figure = index;
            if (figures[index].AtEnd)
                table.NumberOrNone(figures[index].Name, figures[index].Meaning + ", at the end.", fit => AtEnd(fit, figure));
        }
        table.IntegerOrNone("best_epoch", "The epoch, from 1, with the best value of the study's metric; the first of equals.",
            fit => fit.Curve.Best(study.Metric) is { } best ? fit.Curve.Epoch(best) : null);
        for (int index = 0; index < figures.Count; index++)
        {
            int figure = index;
            if (figures[index].AtBest)
            {
                table.NumberOrNone("best_" + figures[index].Name, figures[index].Meaning + ", after the best epoch.",
                    fit => fit.Curve.Best(study.Metric) is { } best ? At(fit.Curve, best, figure) : null);
            }
        }
        if (study.Objective is NetworkObjective)
            table.TextOrNone("weights_digest", "SHA-256 of the final weights.", fit => fit.Result.Outcome.WeightsDigest);
        return table
            .TextOrNone("error", "The error of a failed fit.", fit => fit.Result.Outcome.Error)
            .Integer("attempts", "Which attempt gave this result, from 1.", fit => fit.Result.Attempt, measured: true)
            .Number("seconds", "Time of that attempt, in seconds.", fit => fit.Result.Duration.TotalSeconds, measured: true);
    }

    /// <summary>One row per epoch of a fit.</summary>
    public static LogTable<(FitRecord Fit, int Index)> Epochs(Study study)
    {
        var table = new LogTable<(FitRecord Fit, int Index)>("epochs", "fit", "epoch")
            .Integer("fit", "Number of the fit.", row => row.Fit.Result.Number)
            .Integer("trial", "Number of its trial.", row => row.Fit.Result.Trial)
            .Integer("epoch", "The epoch, from 1.", row => row.Fit.Curve.Epoch(row.Index));
        foreach (var (index, figure) in study.Objective.Figures.Index())
        {
            if (figure.Whole)
                table.Integer(figure.Name, figure.Meaning + ".", row => (long)row.Fit.Curve.Figure(row.Index, index), figure.Measured);
            else if (figure.Optional)
                table.NumberOrNone(figure.Name, figure.Meaning + ".", row => At(row.Fit.Curve, row.Index, index));
            else
                table.Number(figure.Name, figure.Meaning + ".", row => row.Fit.Curve.Figure(row.Index, index), figure.Measured);
        }
        return table;
    }

    /// <summary>One row per step that was noted; null where none are.</summary>
    public static LogTable<(FitRecord Fit, int Index)>? Steps(Study study) => study.Objective is not NetworkObjective { StepCurve: > 0 }
        ? null
        : new LogTable<(FitRecord Fit, int Index)>(StepsName, "fit", "step")
            .Integer("fit", "Number of the fit.", row => row.Fit.Result.Number)
            .Integer("trial", "Number of its trial.", row => row.Fit.Result.Trial)
            .Integer("step", "The step, from 1.", row => row.Fit.Steps.Epoch(row.Index))
            .Number("learning_rate", "Learning rate of the update.", row => row.Fit.Steps.Figure(row.Index, 0))
            .Number("loss", "Mean loss of the update's batches, before the update.", row => row.Fit.Steps.Figure(row.Index, 1))
            .Number("gradient_norm", "Euclidean norm of the update's gradient, before clipping; NaN where the loss was not finite.", row => row.Fit.Steps.Figure(row.Index, 2));

    /// <summary>The names of the tables that a study's log has.</summary>
    public static string[] Names(Study study) => Steps(study) is null ? _names : [.. _names, StepsName];

    private const string StepsName = "steps";
    private static readonly string[] _names = ["trials", "fits", "epochs"];

    /// <summary>The names of all tables that a log can have.</summary>
    public static IReadOnlyList<string> AllNames { get; } = [.. _names, StepsName];

    // The figures of the epoch whose weights were kept, as is the objective.
    private static double? AtEnd(FitRecord fit, int figure) => fit.Result.Outcome.KeptEpoch is { } kept && fit.Curve.IndexOf(kept) is { } index
        ? At(fit.Curve, index, figure)
        : fit.Curve.Last(figure);

    // A figure that an epoch did not report is absent, which is not the same as NaN.
    private static double? At(Curve curve, int index, int figure) =>
        curve.Figure(index, figure) is var value && !Figure.IsAbsent(value) ? value : null;

    private static void AddHyperparameter(LogTable<TrialResult> table, Study study, string name)
    {
        if (name == Hyperparameters.BatchSize && study.Objective is NetworkObjective network)
        {
            table.Integer(name, "Rows of a step; 0 stands for all training rows.", trial => network.BatchSizeOf(trial.Configuration).Rows);
            return;
        }

        string meaning = $"The hyperparameter {name}; absent where the configuration does not have it.";
        var type = study.Space.TypeOf(name);
        if (type == typeof(double))
            table.NumberOrNone(name, meaning, trial => (double?)trial.Configuration[name]);
        else if (type == typeof(int))
            table.IntegerOrNone(name, meaning, trial => (int?)trial.Configuration[name]);
        else if (type == typeof(bool))
            table.FlagOrNone(name, meaning, trial => (bool?)trial.Configuration[name]);
        else
            table.TextOrNone(name, meaning, trial => trial.Configuration[name] is { } value ? ComponentSettings.Text(value) : null);
    }

    private static string? Word(DivergenceReason? reason) => reason switch
    {
        DivergenceReason.Nan => "nan",
        DivergenceReason.Infinite => "infinite",
        DivergenceReason.Loss => "loss",
        _ => null,
    };

    private static string Word(FitState state) => state switch
    {
        FitState.Completed => "completed",
        FitState.Pruned => "pruned",
        FitState.Diverged => "diverged",
        _ => "failed",
    };
}
