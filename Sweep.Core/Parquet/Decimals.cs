using System.Numerics;

namespace Sweep.Core.Parquet;

/// <summary>Decimal numbers as doubles, where these keep every digit.</summary>
internal static class Decimals
{
    /// <summary>The most digits behind the point: a larger power of ten is no double.</summary>
    public const int MostScale = 22;

    /// <summary>The most bytes of a number.</summary>
    public const int MostBytes = 16;

    // Decimal numbers of 15 digits are told apart by the nearest double: IEEE 754 binary64.
    private const long MostDigits = 1_000_000_000_000_000;

    private static readonly double[] _powersOfTen = MakePowers();

    /// <param name="digits">The number without its point.</param>
    /// <param name="scale">How many digits stand behind the point.</param>
    public static double ToDouble(long digits, int scale) => digits is > -MostDigits and < MostDigits
        ? digits / _powersOfTen[scale] // both are exact, so that only the result is rounded
        : throw TooLong();

    /// <param name="digits">The number without its point, the highest byte first.</param>
    /// <param name="scale">How many digits stand behind the point.</param>
    public static double ToDouble(ReadOnlySpan<byte> digits, int scale)
    {
        if (digits.Length is 0 or > MostBytes)
            throw new ParquetException($"a decimal number of {digits.Length} bytes; 1 to {MostBytes} are supported");
        var number = new BigInteger(digits, isBigEndian: true);
        return BigInteger.Abs(number) < MostDigits ? ToDouble((long)number, scale) : throw TooLong();
    }

    private static double[] MakePowers()
    {
        var powers = new double[MostScale + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
            powers[i] = 10 * powers[i - 1];
        return powers;
    }

    private static ParquetException TooLong() =>
        new("a decimal number has more than the 15 digits that a double keeps; write the column as DOUBLE or as text");
}
