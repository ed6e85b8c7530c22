namespace Sweep.Core.Parquet;

/// <summary>Reads texts and other values that are strings of bytes.</summary>
/// <param name="width">Bytes of each value; null if each says its own length.</param>
/// <param name="make">Makes a value of its bytes.</param>
internal sealed class BytesDecoder<T>(int? width, Func<ReadOnlySpan<byte>, T> make) : ValueDecoder<T>
{
    public override void Decode(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, List<T> target)
    {
        switch (encoding)
        {
            case PageEncoding.Plain when width is { } each:
                CheckLength(bytes, count, 8 * each);
                DecodeFixed(bytes, each, count, target);
                break;
            case PageEncoding.ByteStreamSplit when width is { } each:
                CheckLength(bytes, count, 8 * each);
                var joined = new byte[bytes.Length];
                ByteStreamSplit.Join(bytes, each, joined);
                DecodeFixed(joined, each, count, target);
                break;
            case PageEncoding.Plain:
                DecodePlain(bytes, count, target);
                break;
            case PageEncoding.DeltaLengthByteArray when width is null:
                DecodeDeltaLength(bytes, count, target);
                break;
            case PageEncoding.DeltaByteArray:
                DecodeDelta(bytes, count, target);
                break;
            default:
                throw Unsupported(encoding);
        }
    }

    public override T DecodeBound(ReadOnlySpan<byte> bytes) => Make(bytes);

    private void DecodeFixed(ReadOnlySpan<byte> bytes, int each, int count, List<T> target)
    {
        for (int i = 0; i < count; i++)
            target.Add(make(bytes.Slice(i * each, each)));
    }

    private void DecodePlain(ReadOnlySpan<byte> bytes, int count, List<T> target)
    {
        var reader = new ByteReader(bytes);
        for (int i = 0; i < count; i++)
            target.Add(make(reader.ReadBytes(reader.ReadUInt32())));
        CheckEnd(reader);
    }

    private void DecodeDeltaLength(ReadOnlySpan<byte> bytes, int count, List<T> target)
    {
        var lengths = new List<int>();
        var reader = new ByteReader(bytes[DeltaBinaryPacked.Read(bytes, count, lengths)..]);
        foreach (int length in lengths)
            target.Add(make(reader.ReadBytes(length)));
        CheckEnd(reader);
    }

    // Each value begins like the one before, for as many bytes as its prefix is long.
    private void DecodeDelta(ReadOnlySpan<byte> bytes, int count, List<T> target)
    {
        List<int> prefixes = [], suffixes = [];
        int position = DeltaBinaryPacked.Read(bytes, count, prefixes);
        position += DeltaBinaryPacked.Read(bytes[position..], count, suffixes);

        var reader = new ByteReader(bytes[position..]);
        byte[] value = [];
        int length = 0;
        long all = 0;
        for (int i = 0; i < count; i++)
        {
            int prefix = prefixes[i];
            if (prefix < 0 || prefix > length)
                throw new ParquetException($"a prefix of {prefix} bytes is not possible after a value of {length}");

            var suffix = reader.ReadBytes(suffixes[i]);
            all += length = prefix + suffix.Length;
            // A long value may be repeated in a byte or two.
            if (all > FormatLimits.PageBytes)
                throw new ParquetException($"the values of a page come to more than {FormatLimits.PageBytes} bytes");
            if (length > value.Length)
                Array.Resize(ref value, Math.Max(length, 2 * value.Length));
            suffix.CopyTo(value.AsSpan(prefix));
            target.Add(Make(value.AsSpan(0, length)));
        }
        CheckEnd(reader);
    }

    private T Make(ReadOnlySpan<byte> bytes) => width is null || bytes.Length == width
        ? make(bytes)
        : throw new ParquetException($"a value of {bytes.Length} bytes where each has {width}");

    private static void CheckEnd(ByteReader reader)
    {
        if (reader.Left > 0)
            throw new ParquetException($"{reader.Left} bytes are left after the last value of a page");
    }
}
