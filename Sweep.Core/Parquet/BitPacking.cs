using System.Buffers.Binary;

namespace Sweep.Core.Parquet;

/// <summary>Numbers of a fixed count of bits, without gaps, from the lowest bit upwards.</summary>
internal static class BitPacking
{
    /// <summary>Bits that the number takes; 0 for 0.</summary>
    public static int WidthOf(ulong largest) => 64 - System.Numerics.BitOperations.LeadingZeroCount(largest);

    /// <summary>Packs a multiple of 8 values.</summary>
    public static void Pack(ReadOnlySpan<ulong> values, int width, Span<byte> target)
    {
        ulong pending = 0;
        int bits = 0;
        foreach (ulong value in values)
        {
            pending |= value << bits;
            bits += width;
            if (bits < 64)
                continue;

            BinaryPrimitives.WriteUInt64LittleEndian(target, pending);
            target = target[8..];
            bits -= 64;
            // What did not fit. A shift by 64 would be a shift by none.
            pending = bits == 0 ? 0 : value >> width - bits;
        }
        for (; bits > 0; bits -= 8, pending >>= 8, target = target[1..])
            target[0] = (byte)pending;
    }

    /// <summary>The number that starts at a bit. The caller has made sure that its bytes are there.</summary>
    public static ulong Unpack(ReadOnlySpan<byte> bytes, long bit, int width)
    {
        if (width == 0)
            return 0;

        int first = (int)(bit >> 3), shift = (int)(bit & 7);
        ulong value;
        if (bytes.Length - first > 8)
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(bytes[first..]) >> shift;
            if (shift + width > 64)
                value |= (ulong)bytes[first + 8] << 64 - shift;
        }
        else
        {
            value = 0;
            for (int i = first; i < bytes.Length; i++)
                value |= (ulong)bytes[i] << 8 * (i - first);
            value >>= shift;
        }
        return width == 64 ? value : value & (1UL << width) - 1;
    }
}
