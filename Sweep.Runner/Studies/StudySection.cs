using YamlDotNet.RepresentationModel;

namespace Sweep.Runner.Studies;

/// <summary>A mapping of keys in a study file. Each key must be asked for: what nobody knows is refused, not skipped.</summary>
internal sealed class StudySection
{
    private readonly Dictionary<string, StudyNode> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    internal StudySection(StudyNode node, YamlMappingNode mapping)
    {
        Node = node;
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } name })
                throw node.Error("a key must be a name.");
            _values.Add(name, node.Child(name, value));
        }
    }

    /// <summary>The section as a value.</summary>
    public StudyNode Node { get; }

    /// <summary>The keys in the order of the file.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>The value of a key, or null where the file does not have it.</summary>
    public StudyNode? Find(string key)
    {
        _known.Add(key);
        return _values.GetValueOrDefault(key);
    }

    /// <summary>The value of a key that must be there.</summary>
    public StudyNode Get(string key) => Find(key) ?? throw Node.Error($"the key \"{key}\" is missing.");

    /// <summary>Refuses every key that was not asked for.</summary>
    public void RefuseUnknown()
    {
        foreach (var (key, node) in _values)
        {
            if (!_known.Contains(key))
                throw node.Error($"there is no such key.{Nearest.Hint(key, _known)} Known here: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
        }
    }
}
