namespace Sweep.Core.Parquet;

/// <summary>Unpacks the raw blocks of Snappy, which are literals and copies of what came before.</summary>
/// <remarks>Source: google/snappy, format_description.txt.</remarks>
internal static class Snappy
{
    // The densest element is a copy of 64 bytes in three.
    private const int MostGrowth = 22;

    /// <summary>Unpacks a block that must come to exactly <paramref name="size"/> bytes.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int size)
    {
        var reader = new ByteReader(packed);
        ulong declared = reader.ReadVarint();
        if (declared != (ulong)size)
            throw new ParquetException($"a page of {size} bytes holds a SNAPPY block of {declared}");
        if (size > (long)MostGrowth * packed.Length)
            throw new ParquetException($"{packed.Length} bytes of SNAPPY cannot hold {size}");

        var target = new byte[size];
        int length = 0;
        while (reader.Left > 0)
        {
            byte tag = reader.ReadByte();
            if ((tag & 3) == 0)
                AddLiteral(ref reader, tag >> 2, target, ref length);
            else
                AddCopy(ref reader, tag, target, ref length);
        }
        return length == size
            ? target
            : throw new ParquetException($"a SNAPPY block ends after {length} of {size} bytes");
    }

    private static void AddLiteral(ref ByteReader reader, int shortLength, byte[] target, ref int length)
    {
        const int FirstLong = 60;
        long count = 1 + (shortLength < FirstLong ? shortLength : LittleEndian(reader.ReadBytes(shortLength - FirstLong + 1)));
        var literal = reader.ReadBytes(count);
        literal.CopyTo(Room(target, length, count));
        length += (int)count;
    }

    private static void AddCopy(ref ByteReader reader, byte tag, byte[] target, ref int length)
    {
        var (count, offset) = (tag & 3) switch
        {
            1 => ((tag >> 2 & 7) + 4, (long)(tag >> 5) << 8 | reader.ReadByte()),
            2 => ((tag >> 2) + 1, LittleEndian(reader.ReadBytes(2))),
            _ => ((tag >> 2) + 1, LittleEndian(reader.ReadBytes(4))),
        };
        if (offset == 0 || offset > length)
            throw new ParquetException($"a SNAPPY copy goes back {offset} bytes where {length} have come");

        var copied = Room(target, length, count);
        int from = length - (int)offset;
        // A copy may reach into itself: an offset of 1 repeats a byte.
        for (int i = 0; i < copied.Length; i++)
            copied[i] = target[from + i];
        length += count;
    }

    private static Span<byte> Room(byte[] target, int length, long count) =>
        count <= target.Length - length
            ? target.AsSpan(length, (int)count)
            : throw new ParquetException($"a SNAPPY block is longer than its {target.Length} bytes");

    private static long LittleEndian(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        for (int i = 0; i < bytes.Length; i++)
            value |= (long)bytes[i] << 8 * i;
        return value;
    }
}
