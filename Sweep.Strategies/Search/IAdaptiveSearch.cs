namespace Sweep.Strategies.Search;

/// <summary>A search that goes on, round by round, from what came out so far. Its first round is what it suggests as any search does.</summary>
public interface IAdaptiveSearch : ISearchStrategy
{
    /// <summary>Whether there can be more than the first round.</summary>
    bool GoesOn { get; }

    /// <summary>How many steps a scale may be extended beyond an end on which the best trial lies.</summary>
    int Extend { get; }

    /// <summary>The most configurations that all rounds after the first can have together.</summary>
    /// <exception cref="OverflowException">More than a 64-bit number can count.</exception>
    long MostFurther(SearchSpace space);

    /// <summary>The configurations of the next round, none of which has been tried; empty: there is none.</summary>
    /// <remarks>A pure function of rounds that have ended, so that neither the order in which trials ended nor a crash makes a difference.</remarks>
    /// <param name="space">What may be varied.</param>
    /// <param name="rounds">All rounds so far, in order, every trial in its place.</param>
    /// <param name="maximize">Whether more is better.</param>
    IReadOnlyList<Configuration> Next(SearchSpace space, IReadOnlyList<IReadOnlyList<SearchResult>> rounds, bool maximize);
}
