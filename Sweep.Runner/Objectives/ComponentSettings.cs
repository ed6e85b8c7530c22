using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Sweep.Core.Contracts;
using Sweep.Strategies.Schedules;

namespace Sweep.Runner.Objectives;

/// <summary>The settings of a component as study files see them: its public properties that can be set.</summary>
internal static class ComponentSettings
{
    /// <summary>The settings of a component, by their names in study files.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo> Of(object component) =>
        component.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .ToDictionary(property => SettingName.InFile(property.Name), StringComparer.Ordinal);

    /// <summary>The settings without a default, but for those that a preset has given a value.</summary>
    public static IEnumerable<string> Required(object component) =>
        Of(component).Where(setting => IsMissing(setting.Value, component)).Select(setting => setting.Key);

    /// <summary>Whether a setting must be given and has not been.</summary>
    public static bool IsMissing(PropertyInfo setting, object component) =>
        setting.IsDefined(typeof(RequiredMemberAttribute))
        && Equals(setting.GetValue(component), setting.PropertyType.IsValueType ? Activator.CreateInstance(setting.PropertyType) : null);

    /// <summary>The type of what a setting that is a list holds; null where it is no list.</summary>
    public static Type? ElementOf(Type setting) =>
        setting.IsGenericType && setting.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? setting.GenericTypeArguments[0] : null;

    /// <summary>Sets a setting. What the component itself refuses arrives as it says it.</summary>
    public static void Set(object component, PropertyInfo setting, object? value)
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

    /// <summary>The same for a listed component; its name alone, where there is nothing to set.</summary>
    public static string Text<T>(Catalog<T> catalog, T component)
        where T : class => Of(component).Count > 0 ? Text(catalog.NameOf(component), component) : catalog.NameOf(component);

    /// <summary>A value as a study file would have it.</summary>
    public static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        Enum choice => SettingName.InFile(choice.ToString()),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        ISchedule schedule => Text(LearningRateSchedules.Catalog, schedule),
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
