using System.Runtime.InteropServices;

namespace Sweep.Core.Parquet;

/// <summary>Reads values as they are stored and makes something else of each.</summary>
internal sealed class ConvertedDecoder<TStored, T>(ValueDecoder<TStored> stored, Func<TStored, T> convert) : ValueDecoder<T>
{
    private readonly List<TStored> _stored = [];

    public override void Decode(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, List<T> target)
    {
        _stored.Clear();
        stored.Decode(encoding, bytes, count, _stored);
        foreach (var value in CollectionsMarshal.AsSpan(_stored))
            target.Add(convert(value));
    }

    public override T DecodeBound(ReadOnlySpan<byte> bytes) => convert(stored.DecodeBound(bytes));
}
