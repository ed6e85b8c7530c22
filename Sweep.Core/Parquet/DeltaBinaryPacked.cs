using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sweep.Core.Parquet;

/// <summary>Whole numbers as differences from the one before, in blocks that share a minimum (DELTA_BINARY_PACKED).</summary>
/// <remarks>
/// Differences wrap around at the width of the type, so that the smallest number may follow the largest.
/// Source: the Parquet format, Encodings.md, "Delta Encoding".
/// </remarks>
internal static class DeltaBinaryPacked
{
    private const int Block = 128;
    private const int Miniblock = 32;
    private const int LargestBlock = 65_536;

    public static void Write<T>(ByteBuffer target, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        target.AppendVarint(Block);
        target.AppendVarint(Block / Miniblock);
        target.AppendVarint((ulong)values.Length);
        target.AppendZigzag(values.IsEmpty ? 0 : long.CreateTruncating(values[0]));

        Span<long> deltas = stackalloc long[Block];
        for (int i = 1; i < values.Length; i += Block)
        {
            int count = Math.Min(Block, values.Length - i);
            for (int j = 0; j < count; j++)
                deltas[j] = long.CreateTruncating(unchecked(values[i + j] - values[i + j - 1]));
            WriteBlock(target, deltas[..count]);
        }
    }

    /// <summary>Appends <paramref name="count"/> values to <paramref name="target"/>.</summary>
    /// <returns>The bytes they took; the encoding does not say it beforehand.</returns>
    public static int Read<T>(ReadOnlySpan<byte> bytes, int count, List<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        var reader = new ByteReader(bytes);
        ulong block = reader.ReadVarint(), miniblocks = reader.ReadVarint(), announced = reader.ReadVarint();
        if (block is 0 or > LargestBlock || block % Block != 0)
            throw new ParquetException($"a delta block of {block} values is not possible");
        if (miniblocks == 0 || block % miniblocks != 0 || block / miniblocks % Miniblock != 0)
            throw new ParquetException($"a delta block of {block} values cannot have {miniblocks} parts");
        if (announced != (ulong)count)
            throw new ParquetException($"{count} values are due, and the delta encoding announces {announced}");

        long value = reader.ReadZigzag();
        if (count == 0)
            return reader.Position;

        target.Add(T.CreateTruncating(value));
        for (int left = count - 1; left > 0;)
            left -= ReadBlock(ref reader, (int)block, (int)miniblocks, Math.Min((int)block, left), ref value, target);
        return reader.Position;
    }

    private static void WriteBlock(ByteBuffer target, ReadOnlySpan<long> deltas)
    {
        long least = long.MaxValue;
        foreach (long delta in deltas)
            least = Math.Min(least, delta);

        Span<ulong> above = stackalloc ulong[Block];
        above.Clear();
        for (int i = 0; i < deltas.Length; i++)
            above[i] = unchecked((ulong)(deltas[i] - least));

        Span<int> widths = stackalloc int[Block / Miniblock];
        target.AppendZigzag(least);
        for (int m = 0; m < widths.Length; m++)
        {
            ulong all = 0;
            foreach (ulong value in above.Slice(m * Miniblock, Miniblock))
                all |= value;
            widths[m] = BitPacking.WidthOf(all);
            target.Append((byte)widths[m]);
        }
        for (int m = 0; m < widths.Length; m++)
            BitPacking.Pack(above.Slice(m * Miniblock, Miniblock), widths[m], target.Extend(Miniblock / 8 * widths[m]));
    }

    private static int ReadBlock<T>(
        ref ByteReader reader, int block, int miniblocks, int count, ref long value, List<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        long least = reader.ReadZigzag();
        var widths = reader.ReadBytes(miniblocks);
        int size = block / miniblocks, widest = 8 * Unsafe.SizeOf<T>();

        for (int from = 0, m = 0; from < count; from += size, m++)
        {
            int width = widths[m];
            if (width > widest)
                throw new ParquetException($"a delta of {width} bits does not fit a number of {widest}");

            var packed = reader.ReadBytes((long)size / 8 * width);
            int taken = Math.Min(size, count - from), start = target.Count;
            CollectionsMarshal.SetCount(target, start + taken);
            var added = CollectionsMarshal.AsSpan(target)[start..];
            for (int i = 0; i < taken; i++)
            {
                value = unchecked(value + least + (long)BitPacking.Unpack(packed, (long)i * width, width));
                added[i] = T.CreateTruncating(value);
            }
        }
        return count;
    }
}
