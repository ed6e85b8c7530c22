using System.Globalization;

namespace Sweep.Core.Data;

/// <summary>Reads numbers as texts have them: the nearest double, always.</summary>
internal static class DecimalText
{
    private const int MostDigits = 18;
    private const int LargestPower = 22;
    private const ulong LargestExact = 1UL << 53;

    // Those that a double holds exactly.
    private static readonly double[] _powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>The number that a text is in invariant culture, blanks around it allowed.</summary>
    /// <returns>Whether it is one. "NaN" and "Infinity" are.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        TryParseShort(text, out value) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    // Most numbers are a whole number of 53 bits and a small power of ten: both are exact, so that one rounding makes the nearest double of them.
    private static bool TryParseShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        int at = text is [(byte)'-', ..] ? 1 : 0, begin = at;
        ulong digits = 0;
        TakeDigits(text, ref at, ref digits);
        int count = at - begin, power = 0;
        if (at < text.Length && text[at] == '.')
        {
            int point = ++at;
            TakeDigits(text, ref at, ref digits);
            power = point - at;
            count -= power;
        }
        if (count is 0 or > MostDigits || digits > LargestExact)
            return false;
        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            at++;
            bool isNegative = at < text.Length && text[at] == '-';
            if (at < text.Length && text[at] is (byte)'-' or (byte)'+')
                at++;
            ulong exponent = 0;
            int first = at;
            TakeDigits(text, ref at, ref exponent);
            if (at - first is 0 or > 3)
                return false;
            power += isNegative ? -(int)exponent : (int)exponent;
        }
        if (at < text.Length || power is < -LargestPower or > LargestPower)
            return false;
        value = power < 0 ? digits / _powers[-power] : digits * _powers[power];
        if (begin > 0)
            value = -value;
        return true;
    }

    private static void TakeDigits(ReadOnlySpan<byte> text, ref int at, ref ulong number)
    {
        // What is too long wraps around, and is left to the other way.
        for (; at < text.Length && text[at] - (uint)'0' <= 9; at++)
            number = unchecked((number * 10) + (text[at] - (uint)'0'));
    }
}
