using System.Runtime.CompilerServices;

namespace Sweep.Strategies.Search;

/// <summary>Takes configurations from a sequence of points that fills a cube more evenly than chance does.</summary>
/// <remarks>
/// A dimension of the cube belongs to each name that varies, wherever in the space it stands, so that a conditional hyperparameter has its own and no other
/// dimension moves when a branch is taken. A list splits its dimension evenly among its values, a range is walked as a random search does. There is no end to the
/// points; any first few of them are spread evenly, and more can follow.
/// </remarks>
public abstract record SequenceSearch : ISearchStrategy
{
    // What is remembered goes away with the space.
    private static readonly ConditionalWeakTable<SearchSpace, Dictionary<string, int>> _dimensions = [];

    /// <summary>Whether the seed moves the points, each to anywhere in the cube with the same chance and all of them as evenly spread as before; without it every seed has the same points.</summary>
    public bool Scramble { get; init; } = true;

    /// <inheritdoc/>
    public bool WalksValues => false;

    /// <summary>The sequence's name, as messages say it.</summary>
    protected abstract string Sequence { get; }

    /// <summary>How many dimensions the sequence has.</summary>
    protected abstract int Dimensions { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The space has more dimensions than the sequence.</exception>
    public long? Count(SearchSpace space)
    {
        int needed = DimensionsOf(space).Count;
        return needed <= Dimensions
            ? null
            : throw new ArgumentException($"{Sequence} sequence has {Dimensions} dimensions here, and {needed} hyperparameters vary. Vary fewer, or use method: random.");
    }

    /// <inheritdoc/>
    public Configuration? Suggest(SearchSpace space, long trial, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        var dimensions = DimensionsOf(space);
        var values = new List<KeyValuePair<string, object>>(dimensions.Count);
        for (int next = 0; next < space.Hyperparameters.Count; next++)
        {
            var (name, domain) = space.Hyperparameters[next];
            var choice = domain.Choose(dimensions.TryGetValue(name, out int dimension) ? Coordinate(trial, dimension, seed) : 0);
            values.Add(new(name, choice.Value));
            space = space.Choose(next, choice);
        }
        return new Configuration(values);
    }

    /// <summary>A coordinate of a point, in [0, 1).</summary>
    /// <param name="point">The point's number, from 0.</param>
    /// <param name="dimension">The dimension, from 0.</param>
    /// <param name="seed">The study's seed.</param>
    public abstract double Coordinate(long point, int dimension, ulong seed);

    private static Dictionary<string, int> DimensionsOf(SearchSpace space) => _dimensions.GetValue(
        space, static space => space.Names.Where(space.Varies).Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal));
}
