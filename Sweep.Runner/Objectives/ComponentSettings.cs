using System.Globalization;
using System.Reflection;

namespace Sweep.Runner.Objectives;

/// <summary>The settings of a component as study files see them: its public properties that can be set.</summary>
internal static class ComponentSettings
{
    /// <summary>The settings of a component, by their names in study files.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo> Of(object component) =>
        component.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .ToDictionary(property => SettingName.InFile(property.Name), StringComparer.Ordinal);

    /// <summary>Sets a setting. What the component itself refuses arrives as it says it.</summary>
    public static void Set(object component, PropertyInfo setting, object value)
    {
        try
        {
            setting.SetValue(component, value);
        }
        catch (TargetInvocationException error) when (error.InnerException is ArgumentException refused)
        {
            throw refused;
        }
    }

    /// <summary>A component with all its settings, defaults included, as a study file would have it. What has no value is left out.</summary>
    public static string Text(string kind, object component)
    {
        var settings = Of(component)
            .Select(setting => (setting.Key, Value: setting.Value.GetValue(component)))
            .Where(setting => setting.Value is not null)
            .Select(setting => $"{setting.Key}: {Text(setting.Value!)}");
        return $"{{ {string.Join(", ", settings.Prepend($"kind: {kind}"))} }}";
    }

    /// <summary>A value as a study file would have it.</summary>
    public static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        Enum choice => SettingName.InFile(choice.ToString()),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
