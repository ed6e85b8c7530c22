namespace Sweep.Core.Data;

/// <summary>What takes the place of a missing value.</summary>
public enum ImputationKind
{
    /// <summary>Nothing: it is refused.</summary>
    Refuse,

    /// <summary>The mean of the values that are there.</summary>
    Mean,

    /// <summary>Their median, which is the mean of the two in the middle where their number is even.</summary>
    Median,

    /// <summary>The one that is there most often, the least of several.</summary>
    MostFrequent,

    /// <summary>Always the same value.</summary>
    Constant,
}
