namespace Sweep.Strategies.RangeTest;

/// <summary>Why a range test tells no learning rate. The numbers are part of result logs.</summary>
public enum NoSuggestionReason
{
    /// <summary>No replicate, or too few rates before the first replicate ended.</summary>
    TooFewPoints = 1,

    /// <summary>The loss is the same at all rates, as far as its noise lets one see.</summary>
    Flat = 2,

    /// <summary>The loss still falls at the highest rate: the range has to go further up.</summary>
    ExtendUp = 3,

    /// <summary>The loss falls from the lowest rate on: the range has to begin further down.</summary>
    ExtendDown = 4,

    /// <summary>The loss never falls: training diverges, or gets worse, from the lowest rate on.</summary>
    DivergedFromTheStart = 5,

    /// <summary>Replicates, or rules, are more than a decade apart.</summary>
    Disagreement = 6,
}
