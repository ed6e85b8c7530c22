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
        // The optimizer comes first, wherever it stands in the file: what it brings along replaces what is common.
        var node = section.Get(Hyperparameters.Optimizer);
        var optimizers = node.HasKey("kind") ? new ListDomain(ReadOptimizer(node)) : ReadDomain(node, ReadOptimizer, canBeRange: false);
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
        : new Hyperparameter(key, ReadDomain(node, value => new Choice(ReadBatchSize(value)), canBeRange: false));

    private static Domain ReadLearningRates(StudyNode node)
    {
        var rates = ReadDomain(node, value => new Choice(value.Number()), canBeRange: true);
        foreach (var choice in rates.Choices)
        {
            double rate = node.Checked(() => Check.Positive((double)choice.Value, "LearningRate"));
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

        // Which keys there are depends on the kind, so it is read before the others are looked at.
        var kind = node.Key("kind");
        var optimizer = kind.Named(UpdateRules.Catalog);
        var settings = ComponentSettings.Of(optimizer);
        var section = node.Section(["kind", "name", Hyperparameters.LearningRate, Hyperparameters.BatchSize, .. settings.Keys]);
        string name = section.Find("name")?.Text() ?? kind.Text();
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

        return new Choice(new OptimizerChoice(name, kind.Text()), new SearchSpace(conditional));
    }

    private static Domain ReadDomain(StudyNode node, Func<StudyNode, Choice> read, bool canBeRange)
    {
        if (node.IsScalar)
            return new ListDomain(read(node));
        if (node.IsList)
            return ReadList(node, read);

        if (node.HasKey("values"))
            return ReadList(node.Section("values").Get("values"), read);
        if (node.HasKey("value"))
            return new ListDomain(read(node.Section("value").Get("value")));
        if (!canBeRange)
        {
            node.Section("value", "values");
            throw node.Error("the values to try are missing, and this can be no range: give values: […], or value: ….");
        }

        var section = node.Section("value", "values", "distribution", "min", "max", "points");
        string distribution = section.Find("distribution")?.Text() ?? Uniform;
        var (min, max, points) = (section.Get("min"), section.Get("max"), section.Find("points"));
        if (distribution is not (Logarithmic or Uniform))
        {
            throw section.Get("distribution").Error(
                $"there is no distribution named {Shown.Quoted(distribution)}.{Nearest.Hint(distribution, [Logarithmic, Uniform])} Known: {Logarithmic}, {Uniform}.");
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
        {
            string kind = ((OptimizerChoice)twice.First().Value).Kind;
            throw node.Error($"two optimizers are named {Shown.Quoted(twice.Key!)}. Give each a name of its own, as in {{ name: my_{kind}, kind: {kind} }}.");
        }
    }
}
