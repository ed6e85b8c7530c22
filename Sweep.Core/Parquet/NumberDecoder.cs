using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sweep.Core.Parquet;

/// <summary>Reads whole and floating-point numbers.</summary>
internal sealed class NumberDecoder<T> : ValueDecoder<T>
    where T : unmanaged, INumber<T>
{
    public override void Decode(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, List<T> target)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                CheckLength(bytes, count, 8 * Unsafe.SizeOf<T>());
                bytes.CopyTo(Extend(target, count));
                break;
            case PageEncoding.ByteStreamSplit:
                CheckLength(bytes, count, 8 * Unsafe.SizeOf<T>());
                ByteStreamSplit.Join(bytes, Unsafe.SizeOf<T>(), Extend(target, count));
                break;
            case PageEncoding.DeltaBinaryPacked when target is List<int> ints:
                DeltaBinaryPacked.Read(bytes, count, ints);
                break;
            case PageEncoding.DeltaBinaryPacked when target is List<long> longs:
                DeltaBinaryPacked.Read(bytes, count, longs);
                break;
            default:
                throw Unsupported(encoding);
        }
    }

    private static Span<byte> Extend(List<T> target, int count)
    {
        int start = target.Count;
        CollectionsMarshal.SetCount(target, start + count);
        return MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(target)[start..]);
    }
}
