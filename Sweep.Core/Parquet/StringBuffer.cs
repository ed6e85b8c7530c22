namespace Sweep.Core.Parquet;

/// <summary>Texts that have not been written yet, already as UTF-8.</summary>
internal sealed class StringBuffer(ParquetColumn column) : ColumnBuffer(column), IValueSink<string>
{
    private const int LengthBytes = sizeof(int);

    private readonly ByteBuffer _text = new();
    private readonly List<int> _ends = [];

    /// <summary>Half a surrogate pair becomes U+FFFD.</summary>
    public void Add(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        int bytes = System.Text.Encoding.UTF8.GetByteCount(value);
        if (bytes > FormatLimits.StringBytes)
            throw new ArgumentException(
                $"A text must be at most {FormatLimits.StringBytes} bytes; got {bytes} for column \"{Column.Name}\".",
                nameof(value));

        System.Text.Encoding.UTF8.GetBytes(value, _text.Extend(bytes));
        _ends.Add(_text.Length);
        Count(bytes + LengthBytes);
    }

    public override void Clear()
    {
        base.Clear();
        _text.Clear();
        _ends.Clear();
    }

    public override PageEncoding Encoding(ParquetOptions options) => PageEncoding.Plain;

    public override ValueDictionary? MakeDictionary()
    {
        int most = Math.Min(ValueDictionary.MostEntries, Values / 2);
        var plain = new ByteBuffer();
        var known = new Dictionary<byte[], int>(new Utf8Comparer());
        var lookup = known.GetAlternateLookup<ReadOnlySpan<byte>>();
        var indices = new int[Values];
        for (int i = 0; i < Values; i++)
        {
            var text = TextAt(i);
            if (i > 0 && text.SequenceEqual(TextAt(i - 1)))
            {
                indices[i] = indices[i - 1];
                continue;
            }
            if (lookup.TryGetValue(text, out indices[i]))
                continue;

            if (known.Count == most || plain.Length + LengthBytes + text.Length > ValueDictionary.MostBytes)
                return null;
            indices[i] = known.Count;
            lookup[text] = known.Count;
            WriteText(plain, text);
        }
        return known.Count > 0 ? new(known.Count, plain, indices) : null;
    }

    public override ChunkStatistics MakeStatistics()
    {
        var unbounded = new ChunkStatistics { NullCount = Rows - Values };
        if (Values == 0)
            return unbounded;

        int least = 0, greatest = 0;
        for (int i = 1; i < Values; i++)
        {
            // Byte by byte: UTF-16, the order of .NET, sorts U+FFFF above U+10000.
            if (TextAt(i).SequenceCompareTo(TextAt(least)) < 0)
                least = i;
            else if (TextAt(i).SequenceCompareTo(TextAt(greatest)) > 0)
                greatest = i;
        }
        var lower = StringBounds.Lower(TextAt(least));
        // Readers look for both bounds or none.
        if (StringBounds.Upper(TextAt(greatest)) is not { } upper)
            return unbounded;
        return unbounded with
        {
            Max = upper,
            Min = lower,
            IsMaxExact = TextAt(greatest).SequenceEqual(upper),
            IsMinExact = TextAt(least).SequenceEqual(lower),
        };
    }

    public override void Write(ByteBuffer target, int first, int count, PageEncoding encoding)
    {
        for (int i = first; i < first + count; i++)
            WriteText(target, TextAt(i));
    }

    protected override int PlainSize(int value) => LengthBytes + TextAt(value).Length;

    private static void WriteText(ByteBuffer target, ReadOnlySpan<byte> text)
    {
        target.AppendInt32(text.Length);
        target.Append(text);
    }

    private ReadOnlySpan<byte> TextAt(int i)
    {
        int start = i == 0 ? 0 : _ends[i - 1];
        return _text.Written[start.._ends[i]];
    }
}
