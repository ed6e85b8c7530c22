using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>Reads what a study varies: the section "parameters".</summary>
/// <param name="trainingRows">Training rows of the smallest fold; no batch is larger.</param>
/// <param name="grid">Whether the values are walked one by one, so that a range must say how many.</param>
/// <param name="training">The section "training", which not every optimizer bears.</param>
internal sealed class SpaceReader(int trainingRows, bool grid, StudySection training)
{
    // What an optimizer without a batch size of its own is trained with.
    private IReadOnlyList<object> _batchSizes = [];

    /// <summary>The fewest rows of a batch that any optimizer of the section is trained with, once it has been read.</summary>
    public int SmallestBatch { get; private set; } = int.MaxValue;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="batchSize">The batch size of the section "training".</param>
    public SearchSpace Read(StudySection section, BatchSize batchSize)
    {
        _batchSizes = section.Find(Hyperparameters.BatchSize) is { } varied
            ? [.. ReadCommon(Hyperparameters.BatchSize, varied).Domain.Choices.Select(choice => choice.Value)]
            : [batchSize];
        // The optimizer comes first, wherever it stands in the file: what it brings along replaces what is common.
        var node = section.Get(Hyperparameters.Optimizer);
        var optimizers = node.HasKey("kind") ? new ListDomain(ReadOptimizer(node)) : DomainReader.Read(node, ReadOptimizer, canBeRange: false, grid);
        RequireDifferentNames(node, optimizers);
        var hyperparameters = new List<Hyperparameter> { new(Hyperparameters.Optimizer, optimizers) };
        foreach (string name in section.Keys.Where(key => key != Hyperparameters.Optimizer))
        {
            if (optimizers.Choices.All(choice => choice.Conditional.Names.Contains(name)))
                throw section.Get(name).Error($"every optimizer has a {name} of its own, so that this one is never used. Leave it out.");
            hyperparameters.Add(ReadCommon(name, section.Get(name)));
        }
        if (!optimizers.Choices.All(choice => choice.Conditional.Names.Contains(Hyperparameters.LearningRate)))
            section.Get(Hyperparameters.LearningRate);
        return new SearchSpace(hyperparameters);
    }

    private Hyperparameter ReadCommon(string key, StudyNode node) => key == Hyperparameters.LearningRate
        ? new Hyperparameter(key, ReadLearningRates(node))
        : new Hyperparameter(key, DomainReader.Read(node, value => new Choice(ReadBatchSize(value)), canBeRange: false, grid));

    private Domain ReadLearningRates(StudyNode node)
    {
        if (TestedRatesReader.IsTested(node))
            return TestedRatesReader.Read(node, grid);

        var rates = DomainReader.Read(node, value => new Choice(value.Number()), canBeRange: true, grid);
        foreach (double each in rates is RangeDomain range ? [range.Low, range.High] : rates.Choices.Select(choice => (double)choice.Value))
        {
            double rate = node.Checked(() => Check.Positive(each, "LearningRate"));
            if ((float)rate is 0 or float.PositiveInfinity)
                throw node.Error(FormattableString.Invariant($"learning_rate must be a number that single precision can hold, from 1e-38 to 3e38; got {rate}."));
        }
        return rates;
    }

    /// <summary>Reads a batch size: a number of rows, or "all".</summary>
    public BatchSize ReadBatchSize(StudyNode node)
    {
        if (node.IsScalar && node.Text() == BatchSize.All.ToString())
            return BatchSize.All;

        int rows = node.Checked(() => Check.AtLeast(1, node.Integer("a whole number, or all, is"), "BatchSize"));
        return rows <= trainingRows
            ? new BatchSize(rows)
            : throw node.Error($"a batch of {rows} rows is larger than the {trainingRows} training rows of a fold. Use {trainingRows} or less, or all.");
    }

    private Choice ReadOptimizer(StudyNode node)
    {
        if (node.IsScalar)
        {
            RequireFitting(node.Named(UpdateRules.Catalog), node.Text(), _batchSizes, node);
            return new Choice(new OptimizerChoice(node.Text(), node.Text()));
        }

        var (kind, preset, optimizer) = ComponentReader.ReadKind(node, UpdateRules.Catalog);
        var settings = ComponentSettings.Of(optimizer);
        var section = node.Section(
            [.. ComponentReader.KindKeys(kind, UpdateRules.Catalog), "name", Hyperparameters.LearningRate, Hyperparameters.BatchSize, .. settings.Keys]);
        string name = section.Find("name")?.Text() ?? kind;
        var conditional = new List<Hyperparameter>();
        foreach (string key in section.Keys.ToArray())
        {
            if (key is Hyperparameters.LearningRate or Hyperparameters.BatchSize)
            {
                conditional.Add(ReadCommon(key, section.Get(key)));
            }
            else if (settings.TryGetValue(key, out var setting))
            {
                var value = section.Get(key);
                var domain = DomainReader.Read(value, each => new Choice(each.Setting(setting.PropertyType)), canBeRange: setting.PropertyType == typeof(double), grid);
                foreach (object each in domain is RangeDomain range ? [range.Low, range.High] : domain.Choices.Select(choice => choice.Value))
                {
                    value.Checked(() =>
                    {
                        ComponentSettings.Set(optimizer, setting, each);
                        return each;
                    });
                }
                conditional.Add(new Hyperparameter(Hyperparameters.OptimizerSetting(key), domain));
            }
        }

        var own = conditional.Find(each => each.Name == Hyperparameters.BatchSize);
        RequireFitting(optimizer, name, own is null ? _batchSizes : [.. own.Domain.Choices.Select(choice => choice.Value)], node);
        return new Choice(new OptimizerChoice(name, kind) { Preset = preset }, new SearchSpace(conditional));
    }

    private void RequireFitting(IOptimizer optimizer, string name, IReadOnlyList<object> batchSizes, StudyNode node)
    {
        SmallestBatch = Math.Min(SmallestBatch, batchSizes.Min(each => ((BatchSize)each).Of(trainingRows)));
        if (optimizer.NeedsAllRows && batchSizes.FirstOrDefault(each => (BatchSize)each != BatchSize.All) is { } part)
            throw node.Error($"{name} needs all rows in a batch; got batch_size {part}. Add batch_size: all to it.");
        if (optimizer.NeedsAllRows && TrainingReader.Clips(training))
            throw node.Error($"{name} needs the gradient as it is, and training clips it. Leave out clip_norm and clip_value, or this optimizer.");
        if (optimizer.TriesPoints && TrainingReader.FollowsEpochs(training))
        {
            throw node.Error(
                $"{name} stays where it is for the epochs of a search, and training stops early or averages over them. Leave out early_stopping and average, or this optimizer.");
        }
    }

    private static void RequireDifferentNames(StudyNode node, Domain optimizers)
    {
        var twice = optimizers.Choices.GroupBy(choice => choice.Value.ToString()).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            string kind = ((OptimizerChoice)twice.First().Value).Kind;
            throw node.Error($"two optimizers are named {Shown.Quoted(twice.Key!)}. Give each a name of its own, as in {{ name: my_{kind}, kind: {kind} }}.");
        }
    }
}
