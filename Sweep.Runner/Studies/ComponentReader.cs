using System.Reflection;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Studies;

/// <summary>Reads a component of a catalog with its settings: a name, or a mapping with its kind.</summary>
internal static class ComponentReader
{
    /// <summary>The name of the component's kind.</summary>
    public static string KindOf(StudyNode node) => (node.IsScalar ? node : node.Key("kind")).Text();

    /// <summary>Reads the component.</summary>
    public static T Read<T>(StudyNode node, Catalog<T> catalog)
        where T : class
    {
        if (node.IsScalar)
            return node.Named(catalog);

        // Which keys there are depends on the kind, so it is read before the others are looked at.
        var component = node.Key("kind").Named(catalog);
        var settings = ComponentSettings.Of(component);
        Set(node.Section(["kind", .. settings.Keys]), component, settings);
        return component;
    }

    /// <summary>Gives a component the settings that a section has.</summary>
    public static void Set(StudySection section, object component, IReadOnlyDictionary<string, PropertyInfo> settings)
    {
        foreach (var (key, setting) in settings)
        {
            if (section.Find(key) is { } value)
            {
                value.Checked(() =>
                {
                    ComponentSettings.Set(component, setting, value.Setting(setting.PropertyType));
                    return component;
                });
            }
        }
    }
}
