using System.Globalization;
using Sweep.Core.Statistics;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Ranking;

/// <summary>What a study says: its trials in order of merit, by whatever was varied.</summary>
/// <param name="study">The study.</param>
/// <param name="trials">Its trials.</param>
public sealed class StudyRanking(Study study, IReadOnlyList<TrialResult> trials)
{
    /// <summary>The study.</summary>
    public Study Study => study;

    /// <summary>The trial with the best mean, the first of equals; null where none completed.</summary>
    public TrialResult? Best { get; } = BestOf(study, trials);

    /// <summary>The trials grouped by a hyperparameter, best group first.</summary>
    public IReadOnlyList<RankedGroup> By(string hyperparameter) =>
        [.. Group(hyperparameter).Order(Comparer<RankedGroup>.Create((a, b) => Compare(a.Best, b.Best)))];

    /// <summary>The trials grouped by a hyperparameter, numbers ascending and names in the order of the study.</summary>
    public IReadOnlyList<RankedGroup> Along(string hyperparameter)
    {
        var groups = Group(hyperparameter).ToArray();
        return groups.All(group => group.Value is double) ? [.. groups.OrderBy(group => (double)group.Value)] : groups;
    }

    /// <summary>The trials that have two values in common.</summary>
    public RankedGroup? Cell(string first, object firstValue, string second, object secondValue) =>
        trials.Where(trial => firstValue.Equals(trial.Configuration[first]) && secondValue.Equals(trial.Configuration[second])).ToArray()
            is { Length: > 0 } cell ? Summarize(firstValue, cell) : null;

    /// <summary>The 95 % interval of a trial's mean, within what the objective can be.</summary>
    public Interval IntervalOf(TrialResult trial) => trial.Summary!.Interval(study.ValidationShare)
        .Within(Math.Min(study.Objective.Worst, study.Objective.Best), Math.Max(study.Objective.Worst, study.Objective.Best));

    /// <summary>Other trials whose mean lies inside the best trial's interval: the folds alone don't tell them from it.</summary>
    public int InsideInterval
    {
        get
        {
            if (Best is null)
                return 0;
            var interval = IntervalOf(Best);
            return trials.Count(trial => trial != Best && interval.Contains(trial.Objective));
        }
    }

    /// <summary>Says for each optimizer whose best learning rate lies on the edge of its grid that a better one may lie beyond.</summary>
    public IReadOnlyList<string> EdgeWarnings()
    {
        var warnings = new List<string>();
        foreach (var group in By(Hyperparameters.Optimizer))
        {
            if (group.Best is null)
                continue;
            double best = (double)group.Best.Configuration[Hyperparameters.LearningRate]!;
            double[] rates = [.. trials
                .Where(trial => group.Value.Equals(trial.Configuration[Hyperparameters.Optimizer]))
                .Select(trial => (double)trial.Configuration[Hyperparameters.LearningRate]!)
                .Distinct()];
            if (rates.Length > 1 && (best == rates.Min() || best == rates.Max()))
            {
                string edge = best == rates.Min() ? "lowest" : "highest", beyond = best == rates.Min() ? "lower" : "higher";
                warnings.Add(string.Create(CultureInfo.InvariantCulture,
                    $"The best learning rate of {group.Value}, {best:G4}, is the {edge} of its grid: a {beyond} one may be better. Extend the grid."));
            }
        }
        return warnings;
    }

    private IEnumerable<RankedGroup> Group(string hyperparameter) => trials
        .Where(trial => trial.Configuration[hyperparameter] is not null)
        .GroupBy(trial => trial.Configuration[hyperparameter]!)
        .Select(group => Summarize(group.Key, [.. group]));

    private RankedGroup Summarize(object value, TrialResult[] group)
    {
        var best = BestOf(study, group);
        return new RankedGroup(
            value, best, group.Length,
            group.Count(trial => trial.State == FitState.Diverged), group.Count(trial => trial.State == FitState.Failed));
    }

    private int Compare(TrialResult? a, TrialResult? b)
    {
        double left = a?.Objective ?? double.NaN, right = b?.Objective ?? double.NaN;
        int byMerit = study.Objective.Better(left, right) ? -1 : study.Objective.Better(right, left) ? 1 : 0;
        // Equals rank in the order of the grid, as the best trial of all is the first of equals.
        return byMerit != 0 ? byMerit : (a?.Number ?? long.MaxValue).CompareTo(b?.Number ?? long.MaxValue);
    }

    private static TrialResult? BestOf(Study study, IEnumerable<TrialResult> trials) => trials
        .Where(trial => !double.IsNaN(trial.Objective))
        .Aggregate((TrialResult?)null, (best, next) =>
            best is null || study.Objective.Better(next.Objective, best.Objective) ? next : best);
}
