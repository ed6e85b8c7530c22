using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sweep.Core.Parquet;

/// <summary>Numbers that have not been written yet.</summary>
internal class NumberBuffer<T>(ParquetColumn column) : ColumnBuffer(column), IValueSink<T>
    where T : unmanaged, INumber<T>
{
    // A dictionary pays when values stay the same for this many rows on average.
    private const int RowsPerChange = 8;

    private static readonly bool _isFloat = typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private readonly List<T> _values = [];

    public void Add(T value)
    {
        _values.Add(value);
        Count(Unsafe.SizeOf<T>());
    }

    public override void Clear()
    {
        base.Clear();
        _values.Clear();
    }

    // Without values, arrow-rs and DuckDB want PLAIN.
    public override PageEncoding Encoding(ParquetOptions options) =>
        Values == 0 ? PageEncoding.Plain
        : !_isFloat ? PageEncoding.DeltaBinaryPacked
        : options.SplitFloats ? PageEncoding.ByteStreamSplit
        : PageEncoding.Plain;

    public override ValueDictionary? MakeDictionary()
    {
        var values = CollectionsMarshal.AsSpan(_values);
        if (values.IsEmpty || Changes(values) > values.Length / RowsPerChange)
            return null;

        var plain = new ByteBuffer();
        var known = new Dictionary<ulong, int>();
        var indices = new int[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            // By their bits: 0.0 equals -0.0 and is another value, and NaN does not equal itself.
            ulong bits = Bits(values[i]);
            if (i > 0 && bits == Bits(values[i - 1]))
            {
                indices[i] = indices[i - 1];
                continue;
            }
            if (!known.TryGetValue(bits, out indices[i]))
            {
                if (known.Count == ValueDictionary.MostEntries)
                    return null;
                indices[i] = known.Count;
                known.Add(bits, known.Count);
                plain.Append(MemoryMarshal.AsBytes(values.Slice(i, 1)));
            }
        }
        return new(known.Count, plain, indices);
    }

    public override ChunkStatistics MakeStatistics()
    {
        var values = CollectionsMarshal.AsSpan(_values);
        long nans = 0;
        T least = default, greatest = default;
        for (int i = 0; i < values.Length; i++)
        {
            T value = values[i];
            if (T.IsNaN(value))
                nans++;
            if (i == 0 || value < least)
                least = value;
            if (i == 0 || value > greatest)
                greatest = value;
        }
        // DuckDB takes NaN for the largest number and trusts the bounds: with NaN there must be none.
        bool bounded = values.Length > 0 && nans == 0;
        // 0.0 and -0.0 are equal: the bounds take in both.
        return new()
        {
            NullCount = Rows - Values,
            Max = bounded ? Plain(T.IsZero(greatest) ? T.Zero : greatest) : null,
            Min = bounded ? Plain(T.IsZero(least) ? -T.Zero : least) : null,
            IsMaxExact = bounded ? true : null,
            IsMinExact = bounded ? true : null,
            NanCount = _isFloat ? nans : null,
        };
    }

    public override void Write(ByteBuffer target, int first, int count, PageEncoding encoding)
    {
        var values = CollectionsMarshal.AsSpan(_values).Slice(first, count);
        var bytes = MemoryMarshal.AsBytes(values);
        if (encoding == PageEncoding.ByteStreamSplit)
            ByteStreamSplit.Split(bytes, Unsafe.SizeOf<T>(), target.Extend(bytes.Length));
        else if (encoding == PageEncoding.Plain)
            target.Append(bytes);
        else if (typeof(T) == typeof(int))
            DeltaBinaryPacked.Write(target, MemoryMarshal.Cast<T, int>(values));
        else
            DeltaBinaryPacked.Write(target, MemoryMarshal.Cast<T, long>(values));
    }

    protected override int PlainSize(int value) => Unsafe.SizeOf<T>();

    private static int Changes(ReadOnlySpan<T> values)
    {
        int changes = 0;
        for (int i = 1; i < values.Length; i++)
            if (Bits(values[i]) != Bits(values[i - 1]))
                changes++;
        return changes;
    }

    private static ulong Bits(T value) =>
        Unsafe.SizeOf<T>() == sizeof(uint) ? Unsafe.BitCast<T, uint>(value) : Unsafe.BitCast<T, ulong>(value);

    private static byte[] Plain(T value) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
