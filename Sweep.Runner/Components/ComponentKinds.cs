using System.Reflection;
using Sweep.Core.Contracts;
using Sweep.Core.Initializers;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Metrics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Pruners;
using Sweep.Strategies.RangeTest;
using Sweep.Strategies.Schedules;
using Sweep.Strategies.Search;
using Sweep.Strategies.Validation;

namespace Sweep.Runner.Components;

/// <summary>All catalogs by what they list, and what is known about each of their components.</summary>
internal static class ComponentKinds
{
    private static readonly SortedDictionary<string, Func<Documentation, IReadOnlyList<ComponentEntry>>> _kinds = new(StringComparer.Ordinal)
    {
        ["activations"] = Listing(Activations.Catalog),
        ["averages"] = Listing(WeightAverages.Catalog),
        ["initializers"] = Listing(InitialWeights.Catalog),
        ["layers"] = Listing(NetworkLayers.Catalog),
        ["losses"] = Listing(LossFunctions.Catalog),
        ["metrics"] = Listing(EvaluationMetrics.Catalog),
        ["optimizers"] = Listing(UpdateRules.Catalog),
        ["pruners"] = Listing(PruningRules.Catalog),
        ["schedules"] = Listing(LearningRateSchedules.Catalog),
        ["search-strategies"] = Listing(SearchStrategies.Catalog),
        ["splitters"] = Listing(Splitters.Catalog),
        ["suggestion-rules"] = Listing(SuggestionRules.Catalog),
    };

    /// <summary>The kinds that there are.</summary>
    public static IReadOnlyCollection<string> Names => _kinds.Keys;

    /// <summary>The components of a kind, by their names.</summary>
    public static IReadOnlyList<ComponentEntry> Of(string kind, Documentation documentation) => _kinds[kind](documentation);

    private static Func<Documentation, IReadOnlyList<ComponentEntry>> Listing<T>(Catalog<T> catalog)
        where T : class => documentation =>
        [
            .. catalog.Names.Select(name =>
            {
                var component = catalog.Create(name);
                var said = documentation.Of(component.GetType());
                return new ComponentEntry(
                    name, said.Summary, said.Rule, said.Source, said.Remarks,
                    [.. ComponentSettings.Of(component).Select(setting => Setting(setting.Key, setting.Value, component, documentation))],
                    catalog.PresetsOf(name).ToDictionary(preset => preset, preset => Values(catalog.Create(name, preset))));
            }),
        ];

    private static SettingEntry Setting(string name, PropertyInfo property, object component, Documentation documentation)
    {
        bool required = ComponentSettings.IsMissing(property, component);
        return new SettingEntry(
            name, TypeInWords(property.PropertyType), required, required ? null : Value(property.GetValue(component)), documentation.Of(property).Summary);
    }

    private static Dictionary<string, object?> Values(object component) =>
        ComponentSettings.Of(component).Where(setting => !ComponentSettings.IsMissing(setting.Value, component))
            .ToDictionary(setting => setting.Key, setting => Value(setting.Value.GetValue(component)));

    // What neither a table nor JSON has a form for is shown as a study file would have it.
    private static object? Value(object? value) => value switch
    {
        null or bool or int or long => value,
        double number when double.IsFinite(number) => number,
        _ => ComponentSettings.Text(value),
    };

    private static string TypeInWords(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var plain when plain == typeof(double) => "number",
        var plain when plain == typeof(int) || plain == typeof(long) => "whole number",
        var plain when plain == typeof(bool) => "true or false",
        var plain when plain == typeof(PartSize) => "share or whole number",
        var plain when plain == typeof(TimeSpan) => "length of time",
        var plain when plain == typeof(TrainingLength) => "length of a training",
        var plain when plain == typeof(ISchedule) => "schedule",
        var plain when plain.IsEnum => string.Join(" or ", Enum.GetNames(plain).Select(SettingName.InFile)),
        var plain when ComponentSettings.ElementOf(plain) is { } element => $"list, each a {TypeInWords(element)}",
        var plain => SettingName.InFile(plain.Name).Replace('_', ' '),
    };
}
