using System.Globalization;

namespace Sweep.Runner.Studies;

/// <summary>A size of memory, as people write it: 500MB, 2GB, 1.5GiB.</summary>
/// <param name="Bytes">How many bytes.</param>
public readonly record struct MemorySize(long Bytes)
{
    /// <summary>What is understood, for messages.</summary>
    public const string Allowed = "a size of memory of at least 1MB, like 500MB, 2GB or 1GiB";

    private const long Least = 1_000_000;
    private const long Most = 1_000_000_000_000_000;

    private static readonly (string Unit, long Bytes)[] _units = [("MB", 1_000_000), ("GB", 1_000_000_000), ("MiB", 1L << 20), ("GiB", 1L << 30)];

    /// <summary>Reads a size.</summary>
    public static bool TryParse(string text, out MemorySize size)
    {
        foreach (var (unit, bytes) in _units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
                && count * bytes is >= Least and <= Most)
            {
                size = new MemorySize((long)(count * bytes));
                return true;
            }
        }
        size = default;
        return false;
    }
}
