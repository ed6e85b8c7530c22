using System.Reflection;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Studies;

/// <summary>Reads a component of a catalog with its settings: a name, or a mapping with its kind.</summary>
internal static class ComponentReader
{
    /// <summary>The key that says which component it is.</summary>
    public const string KindKey = "kind";

    private const string PresetKey = "preset";

    /// <summary>The name of the component's kind.</summary>
    public static string KindOf(StudyNode node) => (node.IsScalar ? node : node.Key(KindKey)).Text();

    /// <summary>Reads the component.</summary>
    public static T Read<T>(StudyNode node, Catalog<T> catalog)
        where T : class
    {
        if (node.IsScalar)
        {
            var plain = node.Named(catalog);
            return ComponentSettings.Required(plain).FirstOrDefault() is { } needed
                ? throw node.Error($"{node.Text()} needs its {needed}: {{ kind: {node.Text()}, {needed}: … }}.")
                : plain;
        }

        var (kind, _, component) = ReadKind(node, catalog);
        var settings = ComponentSettings.Of(component);
        var section = node.Section([.. KindKeys(kind, catalog), .. settings.Keys]);
        RequireSettings(section, component);
        Set(section, component, settings);
        return component;
    }

    /// <summary>Refuses a section that lacks a setting which the component has no default for.</summary>
    public static void RequireSettings(StudySection section, object component)
    {
        foreach (string required in ComponentSettings.Required(component))
            section.Get(required);
    }

    /// <summary>Gives a component the settings that a section has.</summary>
    public static void Set(StudySection section, object component, IReadOnlyDictionary<string, PropertyInfo> settings)
    {
        foreach (var (key, setting) in settings)
        {
            if (section.Find(key) is { } value)
                Set(value, component, setting);
        }
    }

    /// <summary>Gives a component a setting, and hands its value back.</summary>
    public static object? Set(StudyNode node, object component, PropertyInfo setting)
    {
        if (node.HasKey("values") && !node.HasKey(KindKey))
        {
            throw node.Error(
                "this cannot be varied here: give one value. What a study varies stands in parameters; of what is inside of an entry there, list the whole entry once for each value.");
        }
        return node.Checked(() =>
        {
            object? value = node.Setting(setting.PropertyType);
            ComponentSettings.Set(component, setting, value);
            return value;
        });
    }

    /// <summary>Reads what the keys of a mapping depend on, before the others are looked at: its kind, and the preset that its settings start from.</summary>
    public static (string Kind, string? Preset, T Component) ReadKind<T>(StudyNode node, Catalog<T> catalog)
        where T : class
    {
        var kindNode = node.Key(KindKey);
        var component = kindNode.Named(catalog);
        string kind = kindNode.Text();
        if (!node.HasKey(PresetKey))
            return (kind, null, component);

        var presetNode = node.Key(PresetKey);
        string preset = presetNode.Text();
        var known = catalog.PresetsOf(kind);
        if (known.Count == 0)
            throw presetNode.Error($"{kind} has no presets. Leave it out.");
        if (!known.Contains(preset))
            throw presetNode.Error($"{kind} has no preset named {Shown.Quoted(preset)}.{Nearest.Hint(preset, known)} Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        return (kind, preset, catalog.Create(kind, preset));
    }

    /// <summary>The keys that <see cref="ReadKind"/> reads of a mapping of this kind.</summary>
    public static IReadOnlyCollection<string> KindKeys<T>(string kind, Catalog<T> catalog)
        where T : class => catalog.PresetsOf(kind).Count > 0 ? [KindKey, PresetKey] : [KindKey];
}
