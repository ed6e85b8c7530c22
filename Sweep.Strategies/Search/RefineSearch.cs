using Sweep.Core.Contracts;

namespace Sweep.Strategies.Search;

/// <summary>Walks a grid, then finer ones around its best trial, round by round, for each combination of values that are no numbers on a scale.</summary>
/// <remarks>
/// A finer grid has evenly spaced numbers between the neighbours of the best one, on the scale of its range or list; of several scales it is their product. What has been tried is
/// not tried again. Where the best number is the last of its scale, the scale is extended first, as a grid does it.
/// </remarks>
public sealed record RefineSearch : IAdaptiveSearch
{
    // More than 12 digits can tell apart.
    private const int MostRounds = 100;
    private const int MostPoints = 1000;

    private static readonly GridSearch _grid = new();

    /// <summary>How many finer grids follow the first one, from 1 to 100.</summary>
    public int Rounds { get; init => field = Check.Between(1, MostRounds, value); } = 2;

    /// <summary>How many numbers of each scale lie between the neighbours of the best one, from 2 to 1000; the best one itself and others that were tried may be among them.</summary>
    public int Points { get; init => field = Check.Between(2, MostPoints, value); } = 5;

    /// <summary>How many steps a scale may be extended beyond an end on which the best trial lies, from 0 to 1000.</summary>
    public int Extend { get; init => field = Check.Between(0, MostPoints, value); }

    /// <inheritdoc/>
    public bool WalksValues => true;

    /// <inheritdoc/>
    public bool GoesOn => true;

    /// <inheritdoc/>
    public long? Count(SearchSpace space) => _grid.Count(space);

    /// <inheritdoc/>
    public Configuration? Suggest(SearchSpace space, long trial, ulong seed) => _grid.Suggest(space, trial, seed);

    /// <inheritdoc/>
    public long MostFurther(SearchSpace space) => GridShape.Of(space).Aggregate(0L, (sum, entry) =>
    {
        long finer = 1;
        for (int scale = 0; scale < entry.Key; scale++)
            finer = checked(finer * (Points + 1));
        return checked(sum + entry.Value * (entry.Key * Extend + Rounds * (finer - 1)));
    });

    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Next(SearchSpace space, IReadOnlyList<IReadOnlyList<SearchResult>> rounds, bool maximize)
    {
        var next = new List<Configuration>();
        foreach (var group in GridGroup.Of(space, rounds, maximize))
        {
            int before = next.Count;
            next.AddRange(group.Extensions(Extend));
            if (next.Count == before && group.FinerRounds < Rounds)
                next.AddRange(group.Finer(Points));
        }
        return next;
    }
}
