namespace Sweep.Strategies.Search;

/// <summary>Proposes the configurations that a study tries.</summary>
public interface ISearchStrategy
{
    /// <summary>Whether it walks listed values one by one, so that a range must say which it has.</summary>
    bool WalksValues { get; }

    /// <summary>How many configurations it can propose for a space, or null where there is no end to them.</summary>
    /// <exception cref="ArgumentException">It can't search this space.</exception>
    /// <exception cref="OverflowException">More than a 64-bit number can count.</exception>
    long? Count(SearchSpace space);

    /// <summary>The configuration of a trial, or null past the last one.</summary>
    /// <remarks>A pure function, so that trials can be asked for in any order, from any thread, and again after a crash.</remarks>
    /// <param name="space">What may be varied.</param>
    /// <param name="trial">The trial's number, from 0.</param>
    /// <param name="seed">The study's seed.</param>
    Configuration? Suggest(SearchSpace space, long trial, ulong seed);
}
