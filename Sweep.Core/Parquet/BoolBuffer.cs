namespace Sweep.Core.Parquet;

/// <summary>Truth values that have not been written yet.</summary>
internal sealed class BoolBuffer(ParquetColumn column) : ColumnBuffer(column), IValueSink<bool>
{
    private readonly List<bool> _values = [];

    public void Add(bool value)
    {
        _values.Add(value);
        Count(sizeof(bool));
    }

    public override void Clear()
    {
        base.Clear();
        _values.Clear();
    }

    public override PageEncoding Encoding(ParquetOptions options) => PageEncoding.Plain;

    public override ValueDictionary? MakeDictionary() => null;

    public override ChunkStatistics MakeStatistics()
    {
        bool any = Values > 0;
        return new()
        {
            NullCount = Rows - Values,
            Max = any ? [_values.Contains(true) ? (byte)1 : (byte)0] : null,
            Min = any ? [_values.Contains(false) ? (byte)0 : (byte)1] : null,
            IsMaxExact = any ? true : null,
            IsMinExact = any ? true : null,
        };
    }

    public override void Write(ByteBuffer target, int first, int count, PageEncoding encoding)
    {
        var bits = target.Extend((count + 7) / 8);
        bits.Clear();
        for (int i = 0; i < count; i++)
            if (_values[first + i])
                bits[i >> 3] |= (byte)(1 << (i & 7));
    }

    protected override int PlainSize(int value) => sizeof(bool);
}
