using System.Globalization;

namespace Sweep.Tests.Fuzzing;

/// <summary>What came of many inputs.</summary>
internal sealed record FuzzFigures
{
    /// <summary>How many there were.</summary>
    public long Inputs { get; init; }

    /// <summary>How many of them were read.</summary>
    public long Accepted { get; init; }

    /// <summary>How many of them were refused.</summary>
    public long Refused => Inputs - Accepted;

    /// <summary>The longest time that one took, and its number.</summary>
    public (TimeSpan Time, long Number) Longest { get; init; }

    /// <summary>The most bytes that were allocated for one, and its number.</summary>
    public (long Bytes, long Number) Largest { get; init; }

    /// <summary>The figures as a row of a table.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Inputs} | {Accepted} | {Refused} | {Longest.Time.TotalMilliseconds:F0} ms (number {Longest.Number}) | {Largest.Bytes / 1e6:F1} MB (number {Largest.Number})");
}
