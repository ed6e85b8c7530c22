using System.Globalization;
using Sweep.Core.Statistics;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Ranking;

/// <summary>What a study says: its trials in order of merit, by whatever was varied. Trials are passed once and not kept.</summary>
public sealed class StudyRanking
{
    // A table of more is for a notebook, and a million values of a random search are for no memory.
    private const int MostCells = 4096;
    private const int MostValues = 10_000;

    private readonly Dictionary<string, Dictionary<object, RankedGroup>> _groups;
    private readonly Dictionary<(object First, object Second), RankedGroup> _cells = [];
    private readonly List<double> _objectives = [];
    private readonly Dictionary<object, NestedChoice> _nestedGroups = [];
    private readonly NestedChoice? _nested;

    // The numbers that each value of the first hyperparameter was tried with, or all trials, where that is a number itself.
    private static readonly object _everything = new();
    private readonly Dictionary<(object Group, string Name), NumberSpan> _spans = [];

    /// <summary>Ranks trials.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trials">Its trials.</param>
    public StudyRanking(Study study, IEnumerable<TrialResult> trials)
    {
        Study = study;
        string[] varied = [.. study.Space.Names.Where(study.Space.Varies)];
        First = FirstOf(study.Space.Names, varied);
        // A rate that each optimizer has one of says no more than the optimizer does.
        bool followsRate = First == Hyperparameters.Optimizer && !study.Space.IsChosen(Hyperparameters.LearningRate) && study.Space.IsChosen(Hyperparameters.Schedule);
        Second = study.Space.Names.Contains(Hyperparameters.LearningRate) && First != Hyperparameters.LearningRate && !followsRate
            ? Hyperparameters.LearningRate
            : followsRate ? Hyperparameters.Schedule : varied.FirstOrDefault(name => name != First);
        Others = [.. varied.Where(name => name != First && name != Second && !FollowsFromSchedule(name) && !IsOfSeveralSchedules(name) && !(followsRate && name == Hyperparameters.LearningRate))];
        _nested = study.JudgingFolds < study.Folds.Count ? new NestedChoice(study.Metric) : null;
        _groups = study.Space.Names.ToDictionary(name => name, _ => new Dictionary<object, RankedGroup>(), StringComparer.Ordinal);
        foreach (var trial in trials)
            Add(trial);
    }

    /// <summary>The study.</summary>
    public Study Study { get; }

    /// <summary>The hyperparameter that is looked at first: the optimizer, where there is one, or the schedule, where that varies alone; null where nothing has a name.</summary>
    public string? First { get; }

    /// <summary>The one that is looked at next: the learning rate, where there is one; null where nothing else varies.</summary>
    public string? Second { get; }

    /// <summary>What else varies.</summary>
    public IReadOnlyList<string> Others { get; }

    /// <summary>How many trials there are.</summary>
    public long Trials { get; private set; }

    /// <summary>How many of them failed.</summary>
    public long Failed { get; private set; }

    /// <summary>How many fits completed.</summary>
    public long CompletedFits { get; private set; }

    /// <summary>How many of those have a metric that is not a number.</summary>
    public long UndefinedFits { get; private set; }

    /// <summary>The first error of the first failed trial.</summary>
    public string? FirstError { get; private set; }

    /// <summary>The trial with the best mean, the first of equals; null where none has a metric that is a number.</summary>
    public TrialResult? Best { get; private set; }

    /// <summary>Whether a hyperparameter has few enough values for its groups to be complete.</summary>
    public bool HasGroups(string hyperparameter) => _groups[hyperparameter].Count <= MostValues;

    private static string? FirstOf(IReadOnlyList<string> names, string[] varied) =>
        names.Contains(Hyperparameters.Optimizer)
            ? varied.Contains(Hyperparameters.Schedule) && !varied.Contains(Hyperparameters.Optimizer) ? Hyperparameters.Schedule : Hyperparameters.Optimizer
            : varied.Concat(names).FirstOrDefault();

    /// <summary>The trials grouped by a hyperparameter, best group first.</summary>
    public IReadOnlyList<RankedGroup> By(string hyperparameter) =>
        [.. _groups[hyperparameter].Values.Order(Comparer<RankedGroup>.Create((a, b) => Compare(a.Best, b.Best)))];

    /// <summary>The trials grouped by a hyperparameter, numbers ascending and names in the order of the study.</summary>
    public IReadOnlyList<RankedGroup> Along(string hyperparameter)
    {
        var groups = _groups[hyperparameter].Values;
        return groups.All(group => group.Value is double or int or long)
            ? [.. groups.OrderBy(group => Convert.ToDouble(group.Value, CultureInfo.InvariantCulture))]
            : [.. groups];
    }

    /// <summary>Whether there are few enough values of <see cref="First"/> and <see cref="Second"/> for a table of both.</summary>
    public bool HasCells => _cells.Count <= MostCells;

    /// <summary>The trials that have a value of <see cref="First"/> and one of <see cref="Second"/>.</summary>
    public RankedGroup? Cell(object firstValue, object secondValue) => _cells.GetValueOrDefault((firstValue, secondValue));

    /// <summary>The 95 % interval of a trial's mean, within what the objective can be.</summary>
    public Interval IntervalOf(TrialResult trial) => IntervalOf(trial.Summary!);

    /// <summary>Other trials whose mean lies inside the best trial's interval: the folds alone don't tell them from it.</summary>
    public int InsideInterval
    {
        get
        {
            if (Best is null)
                return 0;
            var interval = IntervalOf(Best);
            // The best one is inside its own.
            return Math.Max(0, _objectives.Count(interval.Contains) - 1);
        }
    }

    /// <summary>What choosing among all settings by inner folds is worth; null where validation is not nested.</summary>
    public NestedEstimate? Nested => _nested?.Estimate();

    /// <summary>What choosing among the settings of a value of <see cref="First"/> by inner folds is worth; null where validation is not nested.</summary>
    public NestedEstimate? NestedOf(object firstValue) => _nestedGroups.GetValueOrDefault(firstValue)?.Estimate();

    /// <summary>The 95 % interval of a nested estimate's mean, within what the objective can be.</summary>
    public Interval IntervalOf(ResampledMean mean) => mean.Interval(Study.ValidationShare)
        .Within(Math.Min(Study.Metric.Worst, Study.Metric.Best), Math.Max(Study.Metric.Worst, Study.Metric.Best));

    /// <summary>By how much a trial looks better by its own folds than choosing it did by inner ones. Below 0: it looks worse.</summary>
    public double Optimism(TrialResult best, ResampledMean nested) => (Study.Metric.Maximize ? 1 : -1) * (best.Objective - nested.Mean);

    /// <summary>Says where the best number of a hyperparameter is the last of its grid, so that a better one may lie beyond: of each value of <see cref="First"/>, unless that is a number itself.</summary>
    public IReadOnlyList<string> EdgeWarnings() => [.. BestNumbers().Where(best => best.IsLowest || best.IsHighest).Select(EdgeWarning)];

    /// <summary>Says which grids were extended so that the best number lies inside now.</summary>
    public IReadOnlyList<string> ExtensionNotes() =>
    [
        .. BestNumbers().Where(best => !best.IsLowest && !best.IsHighest && (best.Span.IsExtendedDown || best.Span.IsExtendedUp)).Select(best => best.Span.IsExtendedDown
            ? Text($"{best.Name}, {best.Value:G4}, lies inside its grid, which was extended from {best.Span.FirstLow:G4} down to {best.Span.Low:G4}.")
            : Text($"{best.Name}, {best.Value:G4}, lies inside its grid, which was extended from {best.Span.FirstHigh:G4} up to {best.Span.High:G4}.")),
    ];

    private string EdgeWarning(BestNumber best)
    {
        string end = best.IsLowest ? "lowest" : "highest", beyond = best.IsLowest ? "lower" : "higher";
        bool extended = best.IsLowest ? best.Span.IsExtendedDown : best.Span.IsExtendedUp;
        string method = SearchStrategies.Catalog.NameOf(Study.Search);
        return extended
            ? Text($"{best.Name}, {best.Value:G4}, is the {end} of its grid, which was extended from {(best.IsLowest ? best.Span.FirstLow : best.Span.FirstHigh):G4}: a {beyond} one may be better. ")
                + "Allow more steps: extend in method."
            : Text($"{best.Name}, {best.Value:G4}, is the {end} of its grid: a {beyond} one may be better. ")
                + (Study.Search is IAdaptiveSearch { Extend: > 0 }
                    ? "The next step beyond cannot be tried: give the grid smaller steps."
                    : $"Extend the grid, or allow it to be with method: {{ kind: {method}, extend: 2 }}.");
    }

    private IEnumerable<BestNumber> BestNumbers()
    {
        if (!Study.Search.WalksValues || First is null || _spans.Count > MostValues)
            yield break;
        IEnumerable<RankedGroup> groups = _spans.Keys.Any(key => key.Group != _everything) ? By(First) : [];
        foreach (var (group, best) in groups.Select(group => (group.Value, group.Best)).DefaultIfEmpty((_everything, Best)))
        {
            foreach (var (name, value) in best?.Configuration.Values ?? [])
            {
                if (!_spans.TryGetValue((group, name), out var span) || span.Low == span.High)
                    continue;
                string words = $"The best {name.Replace('_', ' ')}{(group == _everything ? "" : $" of {group}")}";
                yield return new BestNumber(words, Convert.ToDouble(value, CultureInfo.InvariantCulture), span);
            }
        }
    }

    /// <summary>Whether a hyperparameter is a setting that each schedule has one value of, so that the schedule's name says it.</summary>
    internal bool FollowsFromSchedule(string name) =>
        name.StartsWith(Hyperparameters.Setting(Hyperparameters.Schedule, ""), StringComparison.Ordinal) && !Study.Space.IsChosen(name);

    // A factor of one kind of schedule and a factor of another have no more than the name in common.
    private bool IsOfSeveralSchedules(string name) => name.StartsWith(Hyperparameters.Setting(Hyperparameters.Schedule, ""), StringComparison.Ordinal)
        && Study.Space.Hyperparameters.Where(hyperparameter => hyperparameter.Name == Hyperparameters.Schedule).SelectMany(hyperparameter => hyperparameter.Domain.Choices)
            .Where(choice => choice.Conditional.Names.Contains(name)).Select(choice => ((ComponentChoice)choice.Value).Kind).Distinct().Count() > 1;

    private void Add(TrialResult trial)
    {
        Trials++;
        CompletedFits += trial.Scores.Count;
        UndefinedFits += trial.Scores.Count(double.IsNaN);
        if (trial.State == FitState.Failed)
        {
            Failed++;
            FirstError ??= trial.Error;
        }
        if (!double.IsNaN(trial.Objective))
            _objectives.Add(trial.Objective);
        Best = Better(Best, trial);
        bool firstRound = Study.RoundOf(trial.Number) == 1;
        object group = First is not null && trial.Configuration[First] is { } compared and not (int or double) ? compared : _everything;
        AddNested(trial);
        foreach (var (name, value) in trial.Configuration.Values)
        {
            if (value is int or double && _spans.Count <= MostValues)
            {
                double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                _spans[(group, name)] = _spans.TryGetValue((group, name), out var span) ? span.With(number, firstRound) : new NumberSpan(number, number, number, number);
            }
            var groups = _groups[name];
            if (groups.Count <= MostValues)
                groups[value] = With(groups.GetValueOrDefault(value), value, trial);
        }
        if (HasCells && First is not null && Second is not null && trial.Configuration[First] is { } first && trial.Configuration[Second] is { } second)
            _cells[(first, second)] = With(_cells.GetValueOrDefault((first, second)), first, trial);
    }

    private void AddNested(TrialResult trial)
    {
        if (_nested is null)
            return;
        _nested.Add(trial);
        if (First is null || trial.Configuration[First] is not { } value || (_nestedGroups.Count > MostValues && !_nestedGroups.ContainsKey(value)))
            return;
        if (!_nestedGroups.TryGetValue(value, out var group))
            _nestedGroups.Add(value, group = new NestedChoice(Study.Metric));
        group.Add(trial);
    }

    private RankedGroup With(RankedGroup? group, object value, TrialResult trial) => new(
        value,
        Better(group?.Best, trial),
        (group?.Trials ?? 0) + 1,
        (group?.Pruned ?? 0) + (trial.State == FitState.Pruned ? 1 : 0),
        (group?.Diverged ?? 0) + (trial.State == FitState.Diverged ? 1 : 0),
        (group?.Failed ?? 0) + (trial.State == FitState.Failed ? 1 : 0),
        (group?.Undefined ?? 0) + (trial.State == FitState.Completed && double.IsNaN(trial.Objective) ? 1 : 0));

    private TrialResult? Better(TrialResult? best, TrialResult next) =>
        !double.IsNaN(next.Objective) && (best is null || Study.Metric.Better(next.Objective, best.Objective)) ? next : best;

    private int Compare(TrialResult? a, TrialResult? b)
    {
        double left = a?.Objective ?? double.NaN, right = b?.Objective ?? double.NaN;
        int byMerit = Study.Metric.Better(left, right) ? -1 : Study.Metric.Better(right, left) ? 1 : 0;
        // Equals rank in the order of the grid, as the best trial of all is the first of equals.
        return byMerit != 0 ? byMerit : (a?.Number ?? long.MaxValue).CompareTo(b?.Number ?? long.MaxValue);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record BestNumber(string Name, double Value, NumberSpan Span)
    {
        public bool IsLowest => Value == Span.Low;

        public bool IsHighest => Value == Span.High;
    }
}
