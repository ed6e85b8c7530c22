namespace Sweep.Core.Parquet;

/// <summary>Writes columns of a row group: a dictionary page where it pays, then the data pages.</summary>
internal sealed class ChunkWriter(FileOutput output, ParquetOptions options)
{
    private readonly Codec _codec = PageCodec.Of(options.Compression);
    private readonly ByteBuffer _body = new();
    private readonly ByteBuffer _header = new();
    private long _unpackedSize;

    public ColumnChunk Write(ColumnBuffer column)
    {
        long start = output.Position;
        _unpackedSize = 0;

        var dictionary = column.MakeDictionary();
        if (dictionary is not null)
            WritePage(PageKind.Dictionary, dictionary.Count, PageEncoding.Plain, dictionary.Plain.Written);

        long dataStart = output.Position;
        var encoding = dictionary is null ? column.Encoding(options) : PageEncoding.RleDictionary;
        foreach (var page in column.Cut(asIndices: dictionary is not null))
        {
            FillBody(column, page, dictionary, encoding);
            WritePage(PageKind.Data, page.Rows, encoding, _body.Written);
        }

        var encodings = new SortedSet<PageEncoding> { encoding };
        if (column.Column.Optional)
            encodings.Add(PageEncoding.Rle);
        if (dictionary is not null)
            encodings.Add(PageEncoding.Plain);
        return new()
        {
            Type = column.Column.Type.InFile(),
            Encodings = [.. encodings],
            Path = [column.Column.Name],
            Codec = _codec,
            Values = column.Rows,
            UnpackedSize = _unpackedSize,
            PackedSize = output.Position - start,
            DataPageOffset = dataStart,
            DictionaryPageOffset = dictionary is null ? null : start,
            Statistics = column.MakeStatistics(),
        };
    }

    private void FillBody(ColumnBuffer column, PageCut page, ValueDictionary? dictionary, PageEncoding encoding)
    {
        _body.Clear();
        if (column.Column.Optional)
        {
            _body.AppendInt32(0);
            HybridRle.Write(_body, column.Levels.Slice(page.FirstRow, page.Rows), width: 1);
            _body.SetInt32(0, _body.Length - sizeof(int));
        }
        if (dictionary is null)
        {
            column.Write(_body, page.FirstValue, page.Values, encoding);
            return;
        }
        _body.Append((byte)dictionary.IndexWidth);
        HybridRle.Write<int>(_body, dictionary.Indices.AsSpan(page.FirstValue, page.Values), dictionary.IndexWidth);
    }

    private void WritePage(PageKind kind, int values, PageEncoding encoding, ReadOnlySpan<byte> body)
    {
        var packed = PageCodec.Compress(_codec, body);
        var header = new PageHeader(kind, body.Length, packed.Length, (int)Crc32.Compute(packed), values, encoding);

        _header.Clear();
        header.Write(new ThriftWriter(_header));
        output.Write(_header.Written);
        output.Write(packed);
        _unpackedSize += _header.Length + body.Length;
    }
}
