using System.Runtime.InteropServices;

namespace Sweep.Core.Parquet;

/// <summary>Turns the values of a page, without nulls, from bytes into what the caller asked for.</summary>
internal abstract class ValueDecoder<T>
{
    private const int Portion = 1024;

    /// <summary>Appends exactly <paramref name="count"/> values to <paramref name="target"/>.</summary>
    public abstract void Decode(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, List<T> target);

    /// <summary>The single value of a bound in the statistics.</summary>
    public virtual T DecodeBound(ReadOnlySpan<byte> bytes)
    {
        var bound = new List<T>();
        Decode(PageEncoding.Plain, bytes, 1, bound);
        return bound[0];
    }

    /// <summary>Appends values that are given as places in a dictionary.</summary>
    public static void DecodeIndices(ReadOnlySpan<byte> bytes, int count, List<T> dictionary, List<T> target)
    {
        // A page of nulls may lack even the width.
        if (count == 0)
            return;
        if (bytes.IsEmpty)
            throw new ParquetException("a page of dictionary indices is empty");

        var entries = CollectionsMarshal.AsSpan(dictionary);
        var indices = new HybridRleReader(bytes[1..], width: bytes[0]);
        Span<uint> portion = stackalloc uint[Portion];
        for (int left = count; left > 0; left -= portion.Length)
        {
            portion = portion[..Math.Min(portion.Length, left)];
            indices.Read(portion);
            foreach (uint index in portion)
                target.Add(index < (uint)entries.Length
                    ? entries[(int)index]
                    : throw new ParquetException($"index {index} is outside the dictionary of {entries.Length} entries"));
        }
    }

    protected static ParquetException Unsupported(PageEncoding encoding) =>
        new($"encoding {FormatName.Of(encoding)} is not supported for this type");

    /// <summary>Makes sure that PLAIN values of a fixed width fill the page, before memory is taken for them.</summary>
    protected static void CheckLength(ReadOnlySpan<byte> bytes, int count, int bitsEach)
    {
        if (bytes.Length != ((long)count * bitsEach + 7) / 8)
            throw new ParquetException($"{count} values of {bitsEach} bits are due in {bytes.Length} bytes");
    }
}
