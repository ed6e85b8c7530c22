using System.Collections.Immutable;
using Sweep.Core.Contracts;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Objectives;

/// <summary>One of the components of a kind that a study compares: an optimizer, or a schedule.</summary>
/// <param name="Name">What the study calls it; the kind, unless the study gives a name of its own.</param>
/// <param name="Kind">Its name in the catalog.</param>
public sealed record ComponentChoice(string Name, string Kind)
{
    /// <summary>The preset that its settings start from; its defaults where there is none.</summary>
    public string? Preset { get; init; }

    /// <summary>Settings that are part of the choice, by their names in study files: lists, components inside the component, and what has no value.</summary>
    public IReadOnlyDictionary<string, object?> Fixed { get; init; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>Makes the component with its own settings and those that a configuration gives it.</summary>
    public T Create<T>(Catalog<T> catalog, Configuration configuration)
        where T : class
    {
        var component = Preset is null ? catalog.Create(Kind) : catalog.Create(Kind, Preset);
        foreach (var (name, property) in ComponentSettings.Of(component))
        {
            if (Fixed.TryGetValue(name, out object? value) || (value = configuration[Hyperparameters.Setting(catalog.Kind, name)]) is not null)
                ComponentSettings.Set(component, property, value);
        }
        return component;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
