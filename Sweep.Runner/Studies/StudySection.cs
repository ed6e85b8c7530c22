using YamlDotNet.RepresentationModel;

namespace Sweep.Runner.Studies;

/// <summary>A mapping of keys in a study file, all of them known: what nobody knows is refused, not skipped.</summary>
internal sealed class StudySection
{
    private readonly Dictionary<string, StudyNode> _values = new(StringComparer.Ordinal);

    internal StudySection(StudyNode node, YamlMappingNode mapping, IReadOnlyCollection<string> known)
    {
        Node = node;
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } name })
                throw node.Error("a key must be a name.");
            var child = node.Child(name, value);
            if (!known.Contains(name))
            {
                throw child.Error(
                    $"there is no such key.{Nearest.Hint(name, known)} Known here: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
            }
            _values.Add(name, child);
        }
    }

    /// <summary>The section as a value.</summary>
    public StudyNode Node { get; }

    /// <summary>The keys in the order of the file.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>The value of a key, or null where the file does not have it.</summary>
    public StudyNode? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>The value of a key that must be there.</summary>
    public StudyNode Get(string key) => Find(key) ?? throw Node.Error($"the key \"{key}\" is missing.");
}
