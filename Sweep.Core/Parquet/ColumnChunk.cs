namespace Sweep.Core.Parquet;

/// <summary>Where the values of one column of one row group lie, and how they are stored.</summary>
internal sealed record ColumnChunk
{
    public required PhysicalType Type { get; init; }

    public required IReadOnlyList<PageEncoding> Encodings { get; init; }

    public required IReadOnlyList<string> Path { get; init; }

    public required Codec Codec { get; init; }

    /// <summary>Rows, nulls included.</summary>
    public required long Values { get; init; }

    /// <summary>Bytes of all pages before compression, with their headers.</summary>
    public required long UnpackedSize { get; init; }

    /// <summary>Bytes of all pages in the file, with their headers.</summary>
    public required long PackedSize { get; init; }

    public required long DataPageOffset { get; init; }

    public long? DictionaryPageOffset { get; init; }

    public ChunkStatistics? Statistics { get; init; }

    /// <summary>The first byte of the first page. Some writers set the dictionary's offset to 0 when there is none.</summary>
    public long Start => DictionaryPageOffset is > 0 and var offset ? Math.Min(offset, DataPageOffset) : DataPageOffset;

    /// <summary>The same chunk where its first page lies elsewhere.</summary>
    public ColumnChunk MovedTo(long start) => this with
    {
        DataPageOffset = start + (DataPageOffset - Start),
        DictionaryPageOffset = DictionaryPageOffset is > 0 and var offset ? start + (offset - Start) : null,
    };

    public void Write(ThriftWriter thrift)
    {
        thrift.BeginElement();
        thrift.WriteI64(2, 0);
        thrift.BeginStruct(3);
        thrift.WriteI32(1, (int)Type);
        thrift.BeginList(2, ThriftType.I32, Encodings.Count);
        foreach (var encoding in Encodings)
            thrift.WriteElement((int)encoding);
        thrift.BeginList(3, ThriftType.Binary, Path.Count);
        foreach (string name in Path)
            thrift.WriteElement(name);
        thrift.WriteI32(4, (int)Codec);
        thrift.WriteI64(5, Values);
        thrift.WriteI64(6, UnpackedSize);
        thrift.WriteI64(7, PackedSize);
        thrift.WriteI64(9, DataPageOffset);
        if (DictionaryPageOffset is { } dictionary)
            thrift.WriteI64(11, dictionary);
        Statistics?.Write(thrift, 12);
        thrift.EndStruct();
        thrift.EndStruct();
    }

    public static ColumnChunk Read(ref ThriftReader thrift)
    {
        ColumnChunk? read = null;
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, _): throw new ParquetException("a column lies in another file, which is not supported");
                case (3, ThriftType.Struct): read = ReadMetadata(ref thrift); break;
                case (8 or 9, _): throw new ParquetException("a column is encrypted, which is not supported");
                default: thrift.Skip(type); break;
            }
        }
        return read ?? throw new ParquetException("a column chunk has no metadata");
    }

    private static ColumnChunk ReadMetadata(ref ThriftReader thrift)
    {
        int? physical = null, codec = null;
        long? values = null, unpacked = null, packed = null, data = null, dictionary = null;
        List<PageEncoding>? encodings = null;
        List<string>? path = null;
        ChunkStatistics? statistics = null;
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.I32): physical = thrift.ReadI32(); break;
                case (2, ThriftType.List): encodings = ReadEncodings(ref thrift); break;
                case (3, ThriftType.List): path = ReadPath(ref thrift); break;
                case (4, ThriftType.I32): codec = thrift.ReadI32(); break;
                case (5, ThriftType.I64): values = thrift.ReadI64(); break;
                case (6, ThriftType.I64): unpacked = thrift.ReadI64(); break;
                case (7, ThriftType.I64): packed = thrift.ReadI64(); break;
                case (9, ThriftType.I64): data = thrift.ReadI64(); break;
                case (11, ThriftType.I64): dictionary = thrift.ReadI64(); break;
                case (12, ThriftType.Struct): statistics = ChunkStatistics.Read(ref thrift); break;
                default: thrift.Skip(type); break;
            }
        }
        return new()
        {
            Type = (PhysicalType)(physical ?? throw Lacks("type")),
            Encodings = encodings ?? throw Lacks("encodings"),
            Path = path ?? throw Lacks("path"),
            Codec = (Codec)(codec ?? throw Lacks("codec")),
            Values = values ?? throw Lacks("number of values"),
            UnpackedSize = unpacked ?? throw Lacks("uncompressed size"),
            PackedSize = packed ?? throw Lacks("compressed size"),
            DataPageOffset = data ?? throw Lacks("offset"),
            DictionaryPageOffset = dictionary,
            Statistics = statistics,
        };
    }

    private static List<PageEncoding> ReadEncodings(ref ThriftReader thrift)
    {
        var encodings = new List<PageEncoding>();
        for (int left = ShortList(ref thrift, ThriftType.I32); left > 0; left--)
            encodings.Add((PageEncoding)thrift.ReadI32());
        return encodings;
    }

    private static List<string> ReadPath(ref ThriftReader thrift)
    {
        var path = new List<string>();
        for (int left = ShortList(ref thrift, ThriftType.Binary); left > 0; left--)
            path.Add(thrift.ReadString());
        return path;
    }

    // An entry takes one byte in the footer and many more in memory.
    private static int ShortList(ref ThriftReader thrift, ThriftType element)
    {
        int count = thrift.ReadList(element);
        return count <= FormatLimits.ListEntries
            ? count
            : throw new ParquetException($"a column chunk lists {count} encodings or names; at most {FormatLimits.ListEntries} are supported");
    }

    private static ParquetException Lacks(string field) => new($"the metadata of a column chunk lack its {field}");
}
