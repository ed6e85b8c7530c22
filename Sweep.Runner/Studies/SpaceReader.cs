using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>Reads what a study varies: the section "parameters".</summary>
/// <param name="trainingRows">Training rows of the smallest fold; no batch is larger.</param>
internal sealed class SpaceReader(int trainingRows)
{
    private const string Logarithmic = "log_uniform_values";
    private const string Uniform = "uniform";

    /// <summary>Reads the section.</summary>
    public SearchSpace Read(StudySection section)
    {
        // Every optimizer may bring a learning rate of its own; only then can the common one be left out.
        var hyperparameters = new List<Hyperparameter>();
        bool everywhere = false;
        foreach (string key in section.Keys)
        {
            switch (key)
            {
                case Hyperparameters.Optimizer:
                    var optimizer = ReadDomain(section.Get(key), ReadOptimizer, canBeRange: false);
                    RequireDifferentNames(section.Get(key), optimizer);
                    everywhere = optimizer.Choices.All(choice => choice.Conditional.Names.Contains(Hyperparameters.LearningRate));
                    hyperparameters.Add(new Hyperparameter(key, optimizer));
                    break;
                case Hyperparameters.LearningRate or Hyperparameters.BatchSize:
                    hyperparameters.Add(ReadCommon(key, section.Get(key)));
                    break;
            }
        }

        foreach (string name in Hyperparameters.All)
            section.Find(name);
        section.RefuseUnknown();
        section.Get(Hyperparameters.Optimizer);
        if (!everywhere)
            section.Get(Hyperparameters.LearningRate);
        return new SearchSpace(hyperparameters);
    }

    private Hyperparameter ReadCommon(string key, StudyNode node) => key == Hyperparameters.LearningRate
        ? new Hyperparameter(key, ReadLearningRates(node))
        : new Hyperparameter(key, ReadDomain(node, value => new Choice(ReadBatchSize(value)), canBeRange: false));

    private static Domain ReadLearningRates(StudyNode node)
    {
        var rates = ReadDomain(node, value => new Choice(value.Number()), canBeRange: true);
        foreach (var choice in rates.Choices)
            node.Checked(() => Check.Positive((double)choice.Value, "LearningRate"));
        return rates;
    }

    /// <summary>Reads a batch size: a number of rows, or "all".</summary>
    public BatchSize ReadBatchSize(StudyNode node)
    {
        if (node.IsScalar && node.Text() == BatchSize.All.ToString())
            return BatchSize.All;

        int rows = node.Checked(() => Check.AtLeast(1, node.Integer(), "BatchSize"));
        return rows <= trainingRows
            ? new BatchSize(rows)
            : throw node.Error($"a batch of {rows} rows is larger than the {trainingRows} training rows of a fold. Use {trainingRows} or less, or all.");
    }

    private Choice ReadOptimizer(StudyNode node)
    {
        if (node.IsScalar)
        {
            node.Named(UpdateRules.Catalog);
            return new Choice(new OptimizerChoice(node.Text(), node.Text()));
        }

        var section = node.Section();
        var kind = section.Get("kind");
        var optimizer = kind.Named(UpdateRules.Catalog);
        string name = section.Find("name")?.Text() ?? kind.Text();
        var settings = ComponentSettings.Of(optimizer);
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
                var domain = ReadDomain(value, each => new Choice(ComponentSettings.Read(each, setting)), canBeRange: setting.PropertyType == typeof(double));
                foreach (var choice in domain.Choices)
                {
                    value.Checked(() =>
                    {
                        ComponentSettings.Set(optimizer, setting, choice.Value);
                        return choice;
                    });
                }
                conditional.Add(new Hyperparameter(Hyperparameters.OptimizerSetting(key), domain));
            }
        }

        foreach (string known in settings.Keys.Append(Hyperparameters.LearningRate).Append(Hyperparameters.BatchSize))
            section.Find(known);
        section.RefuseUnknown();
        return new Choice(new OptimizerChoice(name, kind.Text()), new SearchSpace(conditional));
    }

    private static Domain ReadDomain(StudyNode node, Func<StudyNode, Choice> read, bool canBeRange)
    {
        if (node.IsScalar)
            return new ListDomain(read(node));
        if (node.IsList)
            return ReadList(node, read);

        var section = node.Section();
        if (section.Find("values") is { } values)
        {
            section.RefuseUnknown();
            return ReadList(values, read);
        }
        if (section.Find("value") is { } value)
        {
            section.RefuseUnknown();
            return new ListDomain(read(value));
        }
        if (!canBeRange)
            throw node.Error("the values to try are missing: give values: […], or value: ….");

        string distribution = section.Find("distribution")?.Text() ?? Uniform;
        var (min, max, points) = (section.Get("min"), section.Get("max"), section.Find("points"));
        section.RefuseUnknown();
        if (distribution is not (Logarithmic or Uniform))
        {
            throw section.Get("distribution").Error(
                $"there is no distribution named \"{distribution}\".{Nearest.Hint(distribution, [Logarithmic, Uniform])} Known: {Logarithmic}, {Uniform}.");
        }
        if (points is null)
        {
            throw node.Error(
                "a grid must know how many values to take from a range, and there is no key \"points\". " +
                "Add one, for example points: 9, or list the values.");
        }
        return node.Checked(() => new RangeDomain(min.Number(), max.Number(), distribution == Logarithmic, points.Integer()));
    }

    private static ListDomain ReadList(StudyNode node, Func<StudyNode, Choice> read)
    {
        var choices = new List<Choice>();
        foreach (var each in node.List())
        {
            var choice = read(each);
            if (choices.Any(other => other.Value is not OptimizerChoice && other.Value.Equals(choice.Value)))
                throw each.Error($"the value {each.Text()} is listed twice. List each value once.");
            choices.Add(choice);
        }
        return new ListDomain(choices);
    }

    private static void RequireDifferentNames(StudyNode node, Domain optimizers)
    {
        var twice = optimizers.Choices.GroupBy(choice => choice.Value.ToString()).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw node.Error($"two optimizers are named \"{twice.Key}\". Give each a name of its own, as in {{ name: slow_{twice.Key}, kind: {twice.Key} }}.");
    }
}
