using System.Diagnostics.CodeAnalysis;

namespace Sweep.Core.Contracts;

/// <summary>The components of one kind that a study file can name, a line each.</summary>
/// <typeparam name="T">The contract that they fulfil.</typeparam>
public sealed class Catalog<T>
    where T : class
{
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Opens an empty catalog.</summary>
    /// <param name="kind">What it lists, as messages say it: "optimizer".</param>
    public Catalog(string kind) => Kind = kind;

    /// <summary>What the catalog lists.</summary>
    public string Kind { get; }

    /// <summary>All names, in alphabetical order.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Lists a component under the name that study files use. Settings that it requires are for the study file to give.</summary>
    /// <param name="name">The name.</param>
    /// <param name="presets">Settings of it that have a name, too.</param>
    public Catalog<T> Add<TComponent>(string name, params IReadOnlyList<Preset<T>> presets)
        where TComponent : T => Add(name, static () => Activator.CreateInstance<TComponent>(), presets); // new TComponent() does not do for required settings

    /// <summary>Lists a component that is another one with certain settings.</summary>
    /// <param name="name">The name.</param>
    /// <param name="create">Makes it.</param>
    /// <param name="presets">Settings of it that have a name, too.</param>
    public Catalog<T> Add(string name, Func<T> create, params IReadOnlyList<Preset<T>> presets)
    {
        _entries.Add(name, new Entry(create, presets));
        return this;
    }

    /// <summary>Lists everything that another catalog lists, too.</summary>
    public Catalog<T> AddAll(Catalog<T> other)
    {
        foreach (var (name, entry) in other._entries)
            _entries.Add(name, entry);
        return this;
    }

    /// <summary>The names of a listed component's presets.</summary>
    public IReadOnlyList<string> PresetsOf(string name) => [.. _entries[name].Presets.Select(preset => preset.Name)];

    /// <summary>Makes the component of a name, with its default settings.</summary>
    public bool TryCreate(string name, [NotNullWhen(true)] out T? component)
    {
        component = _entries.TryGetValue(name, out var entry) ? entry.Create() : null;
        return component is not null;
    }

    /// <summary>Makes the component of a name that is known to be listed, with its default settings.</summary>
    public T Create(string name) => TryCreate(name, out var component)
        ? component
        : throw new ArgumentException($"There is no {Kind} named \"{name}\". Known: {string.Join(", ", Names)}.", nameof(name));

    /// <summary>Makes the component of a name that is known to be listed, with the settings of a preset that it is known to have.</summary>
    public T Create(string name, string preset) => _entries[name].Presets.FirstOrDefault(each => each.Name == preset) is { } known
        ? known.Create()
        : throw new ArgumentException($"{name} has no preset named \"{preset}\". Known: {string.Join(", ", PresetsOf(name))}.", nameof(preset));

    /// <summary>The name under which a component's type is listed; the first one, if there are several.</summary>
    public string NameOf(T component) => _entries.First(entry => entry.Value.Create().GetType() == component.GetType()).Key;

    private sealed record Entry(Func<T> Create, IReadOnlyList<Preset<T>> Presets);
}
