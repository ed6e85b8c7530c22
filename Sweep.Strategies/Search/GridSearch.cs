using System.Runtime.CompilerServices;
using Sweep.Core.Contracts;

namespace Sweep.Strategies.Search;

/// <summary>Tries every combination of values once, in the order of the space; the last hyperparameter changes fastest.</summary>
/// <remarks>
/// A conditional hyperparameter multiplies only the branch that it belongs to. Configurations are computed from their number,
/// so a grid of any size takes no memory. The seed makes no difference. Where it may be extended, more rounds follow: for each combination of values that are no numbers
/// on a scale, a scale on whose end the best trial lies gets one more number beyond, in the same spacing, until the best lies inside.
/// </remarks>
public sealed record GridSearch : IAdaptiveSearch
{
    private const int MostSteps = 1000;

    // A space is counted when it is first met, not for every trial; what is remembered goes away with the space.
    private static readonly ConditionalWeakTable<SearchSpace, GridNode> _counted = [];

    /// <summary>How many steps a scale may be extended beyond an end on which the best trial lies, from 0 to 1000.</summary>
    public int Extend { get; init => field = Check.Between(0, MostSteps, value); }

    /// <inheritdoc/>
    public bool WalksValues => true;

    /// <inheritdoc/>
    public bool GoesOn => Extend > 0;

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

    /// <inheritdoc/>
    public long MostFurther(SearchSpace space) =>
        GoesOn ? GridShape.Of(space).Aggregate(0L, (sum, entry) => checked(sum + entry.Value * entry.Key * Extend)) : 0;

    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Next(SearchSpace space, IReadOnlyList<IReadOnlyList<SearchResult>> rounds, bool maximize) =>
        GoesOn ? [.. GridGroup.Of(space, rounds, maximize).SelectMany(group => group.Extensions(Extend))] : [];

    private static GridNode Start(SearchSpace space) => _counted.GetValue(space, static space => new GridNode(space));
}
