namespace Sweep.Core.Parquet;

/// <summary>Reads truth values.</summary>
internal sealed class BoolDecoder : ValueDecoder<bool>
{
    private const int Portion = 1024;

    public override void Decode(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, List<bool> target)
    {
        if (encoding == PageEncoding.Rle)
        {
            DecodeRuns(bytes, count, target);
            return;
        }
        if (encoding != PageEncoding.Plain)
            throw Unsupported(encoding);

        CheckLength(bytes, count, bitsEach: 1);
        for (int i = 0; i < count; i++)
            target.Add((bytes[i >> 3] >> (i & 7) & 1) != 0);
    }

    private static void DecodeRuns(ReadOnlySpan<byte> bytes, int count, List<bool> target)
    {
        var prefixed = new ByteReader(bytes);
        var runs = new HybridRleReader(prefixed.ReadBytes(prefixed.ReadUInt32()), width: 1);
        Span<uint> portion = stackalloc uint[Portion];
        for (int left = count; left > 0; left -= portion.Length)
        {
            portion = portion[..Math.Min(portion.Length, left)];
            runs.Read(portion);
            foreach (uint value in portion)
                target.Add(value switch
                {
                    0 => false,
                    1 => true,
                    _ => throw new ParquetException($"a truth value of {value} is not possible"),
                });
        }
    }
}
