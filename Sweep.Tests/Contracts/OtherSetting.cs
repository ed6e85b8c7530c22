using System.Reflection;

namespace Sweep.Tests.Contracts;

/// <summary>Values of settings that are allowed and not the defaults.</summary>
internal static class OtherSetting
{
    /// <summary>A value near the one that a component has, and another than it.</summary>
    public static object Of(PropertyInfo setting, object component) => setting.GetValue(component) switch
    {
        bool flag => !flag,
        int number => number + 1,
        double number => number == 0 ? 0.25 : 0.99 * number,
        var value => throw new NotSupportedException($"{setting.Name} is a {setting.PropertyType.Name}; got {value}."),
    };
}
