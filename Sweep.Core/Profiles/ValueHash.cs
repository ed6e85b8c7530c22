using System.Runtime.InteropServices;

namespace Sweep.Core.Profiles;

/// <summary>Hashes of 64 bits, the same on every machine.</summary>
internal static class ValueHash
{
    /// <summary>What stands for a missing value.</summary>
    public const ulong Missing = 0x9E3779B97F4A7C15;

    /// <summary>The hash of a number; 0 and −0 are one.</summary>
    public static ulong Of(double number) => Mix((ulong)BitConverter.DoubleToInt64Bits(number + 0.0));

    /// <summary>The hash of a text.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = (ulong)text.Length;
        for (; text.Length >= 4; text = text[4..])
            hash = Join(hash, MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text)));
        foreach (char character in text)
            hash = Join(hash, character);
        return Mix(~hash);
    }

    /// <summary>The hash of two, in their order.</summary>
    public static ulong Join(ulong first, ulong second) => Mix((first * 31) ^ second);

    // The finalizer of SplitMix64: every bit of the input moves half of the output's.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
