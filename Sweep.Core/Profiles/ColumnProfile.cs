namespace Sweep.Core.Profiles;

/// <summary>What is in a column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Texts">Rows with a text that is no number.</param>
/// <param name="Distinct">How many different values there are, or the bound that they reach.</param>
/// <param name="FirstValues">The first different values, as they are written.</param>
public sealed record ColumnProfile(string Name, ColumnType Type, long Missing, long Texts, int Distinct, IReadOnlyList<string> FirstValues)
{
    /// <summary>Whether there are more different values than were counted.</summary>
    public bool HasMoreDistinct { get; init; }

    /// <summary>Rows with a number that single precision does not hold, beyond ±3.4e38. They are no part of the least, the mean and the largest.</summary>
    public long Beyond { get; init; }

    /// <summary>The least number; null where there is none.</summary>
    public double? Min { get; init; }

    /// <summary>The mean of the numbers; null where there are none.</summary>
    public double? Mean { get; init; }

    /// <summary>The largest number; null where there is none.</summary>
    public double? Max { get; init; }

    /// <summary>The first text that is no number; null where there is none.</summary>
    public string? FirstText { get; init; }

    /// <summary>Whether it has the same value in all rows.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Whether each row seems to have a value of its own, as numbers and names of rows have.</summary>
    public bool IsIdentifier { get; init; }

    /// <summary>An earlier column that is the same, row by row; null: there is none.</summary>
    public string? SameAs { get; init; }

    /// <summary>What it says about the target that makes it suspicious.</summary>
    public TargetHint Hint { get; init; }
}
