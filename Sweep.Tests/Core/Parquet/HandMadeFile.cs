using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>A file of one column "x" and one row group, in which everything can be said otherwise.</summary>
internal sealed record HandMadeFile(int Rows, params HandMadePage[] Pages)
{
    public PhysicalType Type { get; init; } = PhysicalType.Int32;

    public bool Optional { get; init; }

    public Codec Codec { get; init; } = Codec.Uncompressed;

    public int? Version { get; init; } = 1;

    /// <summary>Fields of the column's schema element from 6 on.</summary>
    public Action<ThriftWriter> InElement { get; init; } = _ => { };

    /// <summary>Writes all schema elements but the root, and how many there are below it and in all.</summary>
    public (int Children, int Elements, Action<ThriftWriter> Write)? Schema { get; init; }

    /// <summary>Fields of the column's metadata from 10 on.</summary>
    public Action<ThriftWriter> InMetadata { get; init; } = _ => { };

    /// <summary>Fields of the column chunk from 4 on.</summary>
    public Action<ThriftWriter> InChunk { get; init; } = _ => { };

    /// <summary>Fields of the footer from 5 on.</summary>
    public Action<ThriftWriter> InFooter { get; init; } = _ => { };

    /// <summary>Bytes before the end of the footer, as they are.</summary>
    public string RawFooter { get; init; } = "";

    public string? FilePath { get; init; }

    public long? FooterRows { get; init; }

    public long? GroupRows { get; init; }

    public long? ChunkValues { get; init; }

    public long? Offset { get; init; }

    public long? PackedSize { get; init; }

    /// <summary>An INT32 column of 7 and 9.</summary>
    public static HandMadeFile SevenNine => new(2, HandMadePage.Of(PageKind.Data, 2, PageEncoding.Plain, "0700000009000000"));

    /// <summary>The annotation of a schema element by a logical type without settings.</summary>
    public static Action<ThriftWriter> Logical(int id) => thrift =>
    {
        thrift.BeginStruct(10);
        thrift.BeginStruct(id);
        thrift.EndStruct();
        thrift.EndStruct();
    };

    public static void Element(ThriftWriter thrift, string name, PhysicalType? type, int? repetition, int? children = null, Action<ThriftWriter>? more = null)
    {
        thrift.BeginElement();
        if (type is not null)
            thrift.WriteI32(1, (int)type);
        if (type == PhysicalType.FixedLenByteArray)
            thrift.WriteI32(2, 2);
        if (repetition is not null)
            thrift.WriteI32(3, repetition.Value);
        thrift.WriteString(4, name);
        if (children is not null)
            thrift.WriteI32(5, children.Value);
        more?.Invoke(thrift);
        thrift.EndStruct();
    }

    public byte[] ToBytes()
    {
        var file = new ByteBuffer();
        file.Append("PAR1"u8);
        foreach (var page in Pages)
            page.Write(file);
        int footer = file.Length;
        WriteFooter(new ThriftWriter(file), pageBytes: footer - 4);
        file.Append(Convert.FromHexString(RawFooter));
        file.Append(0);
        file.AppendInt32(file.Length - footer);
        file.Append("PAR1"u8);
        return file.Written.ToArray();
    }

    public ParquetReader Open(ParquetReaderOptions? options = null) => new(new MemoryStream(ToBytes()), options);

    public T[] Read<T>(ParquetReaderOptions? options = null)
    {
        using var reader = Open(options);
        return reader.Read<T>("x").Values;
    }

    /// <summary>The message of the refusal to read the file or its column.</summary>
    public string Refusal<T>() => Assert.Throws<ParquetException>(() => Read<T>()).Message;

    private void WriteFooter(ThriftWriter thrift, int pageBytes)
    {
        if (Version is not null)
            thrift.WriteI32(1, Version.Value);
        var (children, elements, writeSchema) = Schema ?? (1, 2, t => Element(t, "x", Type, Optional ? 1 : 0, more: InElement));
        thrift.BeginList(2, ThriftType.Struct, elements);
        Element(thrift, "schema", type: null, repetition: null, children);
        writeSchema(thrift);
        thrift.WriteI64(3, FooterRows ?? Rows);
        thrift.BeginList(4, ThriftType.Struct, 1);
        thrift.BeginElement();
        thrift.BeginList(1, ThriftType.Struct, 1);
        WriteChunk(thrift, pageBytes);
        thrift.WriteI64(2, pageBytes);
        thrift.WriteI64(3, GroupRows ?? Rows);
        thrift.EndStruct();
        InFooter(thrift);
    }

    private void WriteChunk(ThriftWriter thrift, int pageBytes)
    {
        thrift.BeginElement();
        if (FilePath is not null)
            thrift.WriteString(1, FilePath);
        thrift.WriteI64(2, 0);
        thrift.BeginStruct(3);
        thrift.WriteI32(1, (int)Type);
        thrift.BeginList(2, ThriftType.I32, 0);
        thrift.BeginList(3, ThriftType.Binary, 1);
        thrift.WriteElement("x");
        thrift.WriteI32(4, (int)Codec);
        thrift.WriteI64(5, ChunkValues ?? Rows);
        thrift.WriteI64(6, pageBytes);
        thrift.WriteI64(7, PackedSize ?? pageBytes);
        thrift.WriteI64(9, Offset ?? 4);
        InMetadata(thrift);
        thrift.EndStruct();
        InChunk(thrift);
        thrift.EndStruct();
    }
}
