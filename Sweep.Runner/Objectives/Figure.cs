namespace Sweep.Runner.Objectives;

/// <summary>A number that fits report epoch by epoch; a column of the result log.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Meaning">What it says, as a phrase, with its unit.</param>
public sealed record Figure(string Name, string Meaning)
{
    private const ulong AbsentBits = 0x7FF8_5377_6565_7000;

    /// <summary>Whether its values are whole numbers.</summary>
    public bool Whole { get; init; }

    /// <summary>Whether its values differ from run to run (times); such columns are no part of a digest.</summary>
    public bool Measured { get; init; }

    /// <summary>Whether an epoch may leave it out.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether the last epoch's value stands with the fit.</summary>
    public bool AtEnd { get; init; }

    /// <summary>Whether the best epoch's value stands with the fit, too.</summary>
    public bool AtBest { get; init; }

    /// <summary>Stands for a figure that an epoch left out: a NaN of its own kind, which no computation gives.</summary>
    public static double Absent { get; } = BitConverter.UInt64BitsToDouble(AbsentBits);

    /// <summary>Whether a figure was left out.</summary>
    public static bool IsAbsent(double value) => BitConverter.DoubleToUInt64Bits(value) == AbsentBits;
}
