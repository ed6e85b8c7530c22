using System.Runtime.CompilerServices;

namespace Sweep.Strategies.Search;

/// <summary>Tries every combination of values once, in the order of the space; the last hyperparameter changes fastest.</summary>
/// <remarks>
/// A conditional hyperparameter multiplies only the branch that it belongs to. Configurations are computed from their number,
/// so a grid of any size takes no memory. The seed makes no difference.
/// </remarks>
public sealed record GridSearch : ISearchStrategy
{
    // A space is counted when it is first met, not for every trial; what is remembered goes away with the space.
    private static readonly ConditionalWeakTable<SearchSpace, GridNode> _counted = [];

    /// <inheritdoc/>
    public bool WalksValues => true;

    /// <inheritdoc/>
    public long? Count(SearchSpace space) => Start(space).Count;

    /// <inheritdoc/>
    public Configuration? Suggest(SearchSpace space, long trial, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        var node = Start(space);
        if (trial >= node.Count)
            return null;

        var values = new List<KeyValuePair<string, object>>();
        while (!node.IsEnd)
        {
            string name = node.Hyperparameter.Name;
            values.Add(new(name, node.Choose(ref trial, out node).Value));
        }
        return new Configuration(values);
    }

    private static GridNode Start(SearchSpace space) => _counted.GetValue(space, static space => new GridNode(space));
}
