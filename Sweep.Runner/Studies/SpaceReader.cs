using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Schedules;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>Reads what a study varies: the section "parameters".</summary>
internal sealed class SpaceReader
{
    private readonly int _trainingRows;
    private readonly bool _grid;
    private readonly StudySection _training;
    private readonly ChoiceReader<IOptimizer> _optimizers;
    private readonly ChoiceReader<ISchedule> _schedules;

    // What an optimizer without ones of its own is trained with.
    private IReadOnlyList<object> _batchSizes = [];
    private IReadOnlyList<ISchedule> _commonSchedules = [];

    /// <summary>Makes a reader.</summary>
    /// <param name="trainingRows">Training rows of the smallest fold; no batch is larger.</param>
    /// <param name="grid">Whether the values are walked one by one, so that a range must say how many.</param>
    /// <param name="training">The section "training", which not every optimizer bears.</param>
    public SpaceReader(int trainingRows, bool grid, StudySection training)
    {
        (_trainingRows, _grid, _training) = (trainingRows, grid, training);
        _schedules = new ChoiceReader<ISchedule>(LearningRateSchedules.Catalog, grid) { Require = (node, _, schedule) => RequireWhole(node, schedule) };
        _optimizers = new ChoiceReader<IOptimizer>(UpdateRules.Catalog, grid)
        {
            Brought = Hyperparameters.All.Where(name => name != Hyperparameters.Optimizer)
                .ToDictionary(name => name, name => (Func<StudyNode, Hyperparameter>)(node => ReadOther(name, node))),
            Require = RequireFitting,
        };
    }

    /// <summary>The fewest rows of a batch that any optimizer of the section is trained with, once it has been read.</summary>
    public int SmallestBatch { get; private set; } = int.MaxValue;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="batchSize">The batch size of the section "training".</param>
    /// <param name="schedule">The schedule of the section "training".</param>
    public SearchSpace Read(StudySection section, BatchSize batchSize, ISchedule schedule)
    {
        // The optimizer comes first, wherever it stands in the file: what it brings along replaces what is common.
        var node = section.Get(Hyperparameters.Optimizer);
        var others = section.Keys.Where(key => key != Hyperparameters.Optimizer).Select(key => ReadOther(key, section.Get(key))).ToArray();
        _batchSizes = Domain(others, Hyperparameters.BatchSize)?.Choices.Select(choice => choice.Value).ToArray() ?? [batchSize];
        _commonSchedules = Domain(others, Hyperparameters.Schedule)?.Choices.SelectMany(_schedules.All).ToArray() ?? [schedule];
        var optimizers = _optimizers.Read(node);

        if (_training.Find(Hyperparameters.Schedule) is { } twice && section.Find(Hyperparameters.Schedule) is not null)
            throw twice.Error("the schedule stands in parameters, too, so that this one is never used. Leave one of them out.");
        foreach (string name in Hyperparameters.All.Where(name => optimizers.Choices.All(choice => choice.Conditional.Names.Contains(name))))
        {
            if ((section.Find(name) ?? (name == Hyperparameters.Schedule ? _training.Find(name) : null)) is { } unused)
                throw unused.Error($"every optimizer has a {name} of its own, so that this one is never used. Leave it out.");
        }
        if (!optimizers.Choices.All(choice => choice.Conditional.Names.Contains(Hyperparameters.LearningRate)))
            section.Get(Hyperparameters.LearningRate);
        return new SearchSpace([new(Hyperparameters.Optimizer, optimizers), .. others]);
    }

    private Hyperparameter ReadOther(string key, StudyNode node) => key switch
    {
        Hyperparameters.LearningRate => new(key, ReadLearningRates(node)) { Accepts = rate => IsLearningRate((double)rate) },
        Hyperparameters.Schedule => new(key, _schedules.Read(node)),
        _ => new(key, DomainReader.Read(node, value => new Choice(ReadBatchSize(value)), canBeRange: false, _grid)),
    };

    private Domain ReadLearningRates(StudyNode node)
    {
        if (TestedRatesReader.IsTested(node))
            return TestedRatesReader.Read(node, _grid);

        var rates = DomainReader.Read(node, value => new Choice(value.Number()), canBeRange: true, _grid);
        foreach (double each in rates is RangeDomain range ? [range.Low, range.High] : rates.Choices.Select(choice => (double)choice.Value))
        {
            double rate = node.Checked(() => Check.Positive(each, "LearningRate"));
            if (!IsLearningRate(rate))
                throw node.Error(FormattableString.Invariant($"learning_rate must be a number that single precision can hold, from 1e-38 to 3e38; got {rate}."));
        }
        return rates;
    }

    private static bool IsLearningRate(double rate) => (float)rate is > 0 and not float.PositiveInfinity;

    /// <summary>Reads a batch size: a number of rows, or "all".</summary>
    public BatchSize ReadBatchSize(StudyNode node)
    {
        if (node.IsScalar && node.Text() == BatchSize.All.ToString())
            return BatchSize.All;

        int rows = node.Checked(() => Check.AtLeast(1, node.Integer("a whole number, or all, is"), "BatchSize"));
        return rows <= _trainingRows
            ? new BatchSize(rows)
            : throw node.Error($"a batch of {rows} rows is larger than the {_trainingRows} training rows of a fold. Use {_trainingRows} or less, or all.");
    }

    /// <summary>Reads a schedule: a name, or a mapping with its kind. Constant, where there is none.</summary>
    public static ISchedule ReadSchedule(StudyNode? node)
    {
        if (node is null)
            return new Constant();
        var schedule = ComponentReader.Read(node, LearningRateSchedules.Catalog);
        RequireWhole(node, schedule);
        return schedule;
    }

    // What its settings must be together is known once it has them all.
    private static void RequireWhole(StudyNode node, ISchedule schedule) => node.Checked(() =>
    {
        schedule.Require();
        return schedule;
    });

    private void RequireFitting(StudyNode node, Choice choice, IOptimizer optimizer)
    {
        string name = choice.Value.ToString()!;
        var own = choice.Conditional.Hyperparameters;
        var batchSizes = Domain(own, Hyperparameters.BatchSize)?.Choices.Select(each => each.Value).ToArray() ?? _batchSizes;
        SmallestBatch = Math.Min(SmallestBatch, batchSizes.Min(each => ((BatchSize)each).Of(_trainingRows)));
        if (optimizer.NeedsAllRows && batchSizes.FirstOrDefault(each => (BatchSize)each != BatchSize.All) is { } part)
            throw node.Error($"{name} needs all rows in a batch; got batch_size {part}. Add batch_size: all to it.");
        if (optimizer.NeedsAllRows && TrainingReader.Clips(_training))
            throw node.Error($"{name} needs the gradient as it is, and training clips it. Leave out clip_norm and clip_value, or this optimizer.");
        if (optimizer.TriesPoints && TrainingReader.FollowsEpochs(_training))
        {
            throw node.Error(
                $"{name} stays where it is for the epochs of a search, and training stops early or averages over them. Leave out early_stopping and average, or this optimizer.");
        }
        var schedules = Domain(own, Hyperparameters.Schedule)?.Choices.SelectMany(_schedules.All) ?? _commonSchedules;
        if (optimizer is not ITakesMomentum && schedules.FirstOrDefault(schedule => schedule.CyclesMomentum) is { } cycling)
        {
            throw node.Error(
                $"{name} has no momentum that a schedule can set, and {LearningRateSchedules.Catalog.NameOf(cycling)} sets it. "
                + "Leave lowest_momentum and highest_momentum out of the schedule, or null where a preset has them; or leave out this optimizer.");
        }
    }

    private static Domain? Domain(IEnumerable<Hyperparameter> hyperparameters, string name) => hyperparameters.FirstOrDefault(each => each.Name == name)?.Domain;
}
