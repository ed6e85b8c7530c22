using Sweep.Core.Contracts;
using Sweep.Core.Initializers;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Metrics;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Schedules;

namespace Sweep.Runner.Studies;

/// <summary>What is allowed, and is hardly ever meant.</summary>
internal static class StudyWarnings
{
    // A random search may have as many as it has trials.
    private const int MostOfSchedules = 3;

    /// <summary>The warnings about a study, a sentence or two each.</summary>
    public static IEnumerable<string> Of(Study study)
    {
        if (study.Objective is not NetworkObjective { Network: var network, Loss: var loss } objective)
            yield break;
        if (network.Layers[^1] is Softmax or Sigmoid && loss.Target != TargetKind.Number && !loss.TakesLogProbabilities)
        {
            string last = NetworkLayers.Catalog.NameOf(network.Layers[^1]);
            yield return $"the network ends in {last}, and {LossFunctions.Catalog.NameOf(loss)} takes what comes before that (logits). Leave the last layer out.";
        }
        if (network.Initializer is Zeros && network.Forms.Count(form => form.Weights.Count > 0) > 1)
            yield return "all initial weights are 0, so that the units of a hidden layer never come to differ. Use another initializer.";
        var settings = study.Source.Settings;
        if ("windows" == (settings.GetValueOrDefault("data.rows.kind") ?? settings.GetValueOrDefault("data.rows")) && settings["validation.kind"] != "time_series" && settings.GetValueOrDefault("validation.shuffle") != "false")
            yield return "windows of a time series overlap, and shuffled folds judge on points of time that were learned from. Add shuffle: false to validation.";
        if (objective.Metrics.FirstOrDefault(metric => "validation_" + metric.Name == study.Metric.Name) is { } judge && UndefinedFolds(objective, judge.Metric) is > 0 and int undefined)
        {
            yield return $"{study.Metric.Name} is NaN in {undefined} of {objective.Folds.Count} folds, {(judge.Metric is RSquared ? "which are judged by one row" : "where a class has no row to judge by")}, "
                + "and so for every setting. Use fewer folds, stratified ones, or another metric; hypersweep folds shows them.";
        }
        if (LooksAtValidationRows(study, objective))
        {
            yield return "reduce_on_plateau looks at the validation rows, which then have chosen the learning rates that they judge: results are on the optimistic side. "
                + "Hold rows back with early_stopping: { share: 0.1 }, for example.";
        }
        foreach (string warning in ScheduledTraining.Of(study).Select(OfSchedule).OfType<string>().Distinct().Take(MostOfSchedules))
            yield return warning;
    }

    private static int UndefinedFolds(NetworkObjective network, IMetric metric)
    {
        if (metric is RSquared)
            return network.Folds.Count(fold => fold.Rows.Validation.Length < 2);
        if (metric is not RankingMetric || network.Data.ClassOfRows() is not { } classes)
            return 0;
        return network.Folds.Count(fold => fold.Rows.Validation.Select(row => classes[row]).Distinct().Take(network.Data.Classes.Count).Count() < network.Data.Classes.Count);
    }

    // What plateaus are looked for on is what the study is judged by.
    private static bool LooksAtValidationRows(Study study, NetworkObjective network) =>
        network.Folds.All(fold => fold.Rows.HeldBack.Length == 0) && ScheduledTraining.Of(study).Any(training => training.Schedule.WatchesCourse);

    /// <summary>What is hardly ever meant of a schedule in a training of this length; null where there is nothing to say.</summary>
    public static string? OfSchedule(ScheduledTraining training)
    {
        if (training.IsConstant && training.Schedule is not Constant)
        {
            return $"the schedule {training.Text} never changes the learning rate in {training.Length}. "
                + "Change its lengths, floor or factor, or say schedule: constant.";
        }
        return training.TooLong() is var (setting, length)
            ? $"the schedule {training.Text}: its {setting}, {length}, is longer than the whole training, {training.Length}."
            : null;
    }
}
