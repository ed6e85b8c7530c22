using System.Reflection;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Strategies.RangeTest;
using Sweep.Strategies.Schedules;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>Reads the components of a kind that a study compares: names, or mappings whose numbers, flags, words and lengths can be varied, too.</summary>
/// <param name="catalog">The kind.</param>
/// <param name="grid">Whether values are walked one by one, so that a range must say how many.</param>
internal sealed class ChoiceReader<T>(Catalog<T> catalog, bool grid)
    where T : class
{
    private const string NameKey = "name";

    // More than anybody varies in one component, and less than would keep a machine busy before the first fit.
    private const int MostCombinations = 10_000;

    /// <summary>Hyperparameters of the whole study that a component can bring along, and how each is read.</summary>
    public IReadOnlyDictionary<string, Func<StudyNode, Hyperparameter>> Brought { get; init; } = new Dictionary<string, Func<StudyNode, Hyperparameter>>();

    /// <summary>Refuses a component that is not what the study needs: handed where it stands, the choice, and each component that the choice can become.</summary>
    public required Action<StudyNode, Choice, T> Require { get; init; }

    /// <summary>Reads one component or several.</summary>
    public Domain Read(StudyNode node)
    {
        var domain = node.HasKey(ComponentReader.KindKey) ? new ListDomain(ReadOne(node)) : DomainReader.Read(node, ReadOne, canBeRange: false, grid);
        var twice = domain.Choices.GroupBy(choice => choice.Value.ToString()).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            string kind = ((ComponentChoice)twice.First().Value).Kind;
            throw node.Error($"two {catalog.Kind}s are named {Shown.Quoted(twice.Key!)}. Give each a name of its own, as in {{ name: my_{kind}, kind: {kind} }}.");
        }
        return domain;
    }

    /// <summary>Every component that a choice can become; where a setting has a range, with either end of it.</summary>
    public IEnumerable<T> All(Choice choice)
    {
        string prefix = Hyperparameters.Setting(catalog.Kind, "");
        IEnumerable<IEnumerable<KeyValuePair<string, object>>> combinations = [[]];
        foreach (var (name, domain) in choice.Conditional.Hyperparameters.Where(each => each.Name.StartsWith(prefix, StringComparison.Ordinal)))
            combinations = combinations.SelectMany(_ => Values(domain), (before, value) => before.Append(new(name, value)));
        return combinations.Take(MostCombinations).Select(values => ((ComponentChoice)choice.Value).Create(catalog, new Configuration([.. values])));
    }

    private Choice ReadOne(StudyNode node)
    {
        var choice = node.IsScalar ? ReadName(node) : ReadSettings(node);
        foreach (var component in All(choice))
            Require(node, choice, component);
        return choice;
    }

    private Choice ReadName(StudyNode node)
    {
        ComponentReader.Read(node, catalog);
        return new Choice(new ComponentChoice(node.Text(), node.Text()));
    }

    private Choice ReadSettings(StudyNode node)
    {
        var (kind, preset, component) = ComponentReader.ReadKind(node, catalog);
        var settings = ComponentSettings.Of(component);
        var section = node.Section([.. ComponentReader.KindKeys(kind, catalog), NameKey, .. Brought.Keys, .. settings.Keys]);
        ComponentReader.RequireSettings(section, component);
        var conditional = new List<Hyperparameter>();
        var parts = new Dictionary<string, object?>();
        foreach (string key in section.Keys)
        {
            var value = section.Get(key);
            if (Brought.TryGetValue(key, out var read))
                conditional.Add(read(value));
            else if (!settings.TryGetValue(key, out var setting))
                continue;
            else if (setting.PropertyType.IsInterface || value.IsNone)
                parts.Add(key, ComponentReader.Set(value, component, setting));
            else
                conditional.Add(new Hyperparameter(Hyperparameters.Setting(catalog.Kind, key), ReadValues(value, component, setting)) { Accepts = each => CanBe(kind, setting, each) });
        }
        return new Choice(new ComponentChoice(section.Find(NameKey)?.Text() ?? kind, kind) { Preset = preset, Fixed = parts }, new SearchSpace(conditional));
    }

    private bool CanBe(string kind, PropertyInfo setting, object value)
    {
        try
        {
            ComponentSettings.Set(catalog.Create(kind), setting, value);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private Domain ReadValues(StudyNode node, T component, PropertyInfo setting)
    {
        if (setting.Name == nameof(Cyclical.Floor) && TestedRatesReader.IsTestedFloor(node))
            return new TestedFloor();
        var type = Nullable.GetUnderlyingType(setting.PropertyType) ?? setting.PropertyType;
        var domain = DomainReader.Read(node, each => new Choice(each.Setting(type)!), canBeRange: type == typeof(double), grid);
        foreach (object value in Values(domain))
        {
            node.Checked(() =>
            {
                ComponentSettings.Set(component, setting, value);
                return value;
            });
        }
        return domain;
    }

    private static IEnumerable<object> Values(Domain domain) => domain switch
    {
        RangeDomain range => [range.Low, range.High],
        // Whatever a test will find is between nothing and the peak.
        TestedFloor => [0.0, 1.0],
        _ => domain.Choices.Select(choice => choice.Value),
    };
}
