using System.Runtime.InteropServices;
using System.Text;

namespace Sweep.Core.Parquet;

/// <summary>Reads the pages of a column chunk, and adds their values to those of the chunks before.</summary>
internal sealed class ChunkReader<T>(StoredColumn column, ValueDecoder<T> decoder, bool verify)
{
    private const int Portion = 1024;

    // What a page of numbers may take beyond its values: a block of deltas that is hardly used, and levels one by one.
    private const int SpareBytes = 1 << 20;
    private const int SpareBytesEach = 32;

    // The most that gzip's deflate can make of a byte: zlib, "Maximum Compression Factor".
    private const int MostGrowth = 1032;

    private readonly List<T> _values = [];
    private readonly List<bool> _nulls = [];
    private List<T>? _dictionary;
    private int _rowsBefore;
    private long _unpacked;

    /// <summary>All values read so far.</summary>
    public ParquetValues<T> Result => new([.. _values], _nulls.Contains(true) ? [.. _nulls] : null);

    /// <param name="chunk">The chunk, already compared with its row group.</param>
    /// <param name="bytes">Its bytes in the file.</param>
    public void Read(ColumnChunk chunk, ReadOnlyMemory<byte> bytes)
    {
        (_dictionary, _rowsBefore, _unpacked) = (null, _values.Count, 0);
        int position = 0;
        for (long left = chunk.Values; left > 0 || position < bytes.Length;)
        {
            long start = chunk.Start + position;
            try
            {
                if (position == bytes.Length)
                    throw new ParquetException($"the pages end with {left} values missing");
                left -= ReadPage(chunk, bytes, left, ref position);
            }
            catch (ParquetException e)
            {
                throw new ParquetException($"page at byte {start}: {e.Message}", e);
            }
        }
    }

    private int ReadPage(ColumnChunk chunk, ReadOnlyMemory<byte> bytes, long left, ref int position)
    {
        var thrift = new ThriftReader(bytes.Span[position..]);
        var header = PageHeader.Read(ref thrift);
        position += thrift.Position;
        if (header.PackedSize < 0 || header.PackedSize > bytes.Length - position)
            throw new ParquetException($"a page of {header.PackedSize} bytes where {bytes.Length - position} are left");

        var packed = bytes.Slice(position, header.PackedSize);
        position += header.PackedSize;
        if (header.Kind is not (PageKind.Data or PageKind.DataV2 or PageKind.Dictionary))
            return 0;

        CheckSizes(header, left, chunkBytes: bytes.Length);
        if (verify && header.Crc is { } crc && crc != (int)Crc32.Compute(packed.Span))
            throw new ParquetException("the checksum does not match: the data are damaged");

        if (header.Kind == PageKind.Dictionary)
        {
            ReadDictionary(header, chunk.Codec, packed);
            return 0;
        }
        if (header.Values == 0)
            return 0;

        if (header.V2 is { } v2)
            ReadV2(header, v2, chunk.Codec, packed);
        else
            ReadV1(header, PageCodec.Unpack(chunk.Codec, packed, header.UnpackedSize).Span);
        return header.Values;
    }

    // Before any memory is taken for what a page declares.
    private void CheckSizes(PageHeader header, long left, int chunkBytes)
    {
        long most = header.Kind == PageKind.Dictionary ? FormatLimits.RowsPerGroup : left;
        if (header.Values < 0 || header.Values > most)
            throw new ParquetException($"a page of {header.Values} values where at most {most} are possible");
        if (header.UnpackedSize is < 0 or > FormatLimits.PageBytes)
            throw new ParquetException($"a page of {header.UnpackedSize} bytes; at most {FormatLimits.PageBytes} are supported");

        long each = SpareBytesEach + (column.Element.Length ?? 0);
        if (column.Element.Type != PhysicalType.ByteArray && header.UnpackedSize > SpareBytes + each * header.Values)
            throw new ParquetException($"a page of {header.UnpackedSize} bytes for {header.Values} values");

        // Brotli can make gigabytes of a few bytes: one page of them may be meant, a chunk is not.
        _unpacked += header.UnpackedSize;
        if (_unpacked > FormatLimits.PageBytes + (long)MostGrowth * chunkBytes)
            throw new ParquetException($"pages of {_unpacked} bytes in a column chunk of {chunkBytes}, which is more than is followed");
    }

    private void ReadDictionary(PageHeader header, Codec codec, ReadOnlyMemory<byte> packed)
    {
        // A chunk of many would take longer than its bytes are worth.
        if (_dictionary is not null)
            throw new ParquetException("a second dictionary in a column chunk is not possible");
        if (header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
            throw new ParquetException($"encoding {FormatName.Of(header.Encoding)} is not supported for a dictionary");

        _dictionary = [];
        if (header.Values == 0)
            return;
        try
        {
            decoder.Decode(PageEncoding.Plain, PageCodec.Unpack(codec, packed, header.UnpackedSize).Span, header.Values, _dictionary);
        }
        catch (DecoderFallbackException e)
        {
            throw new ParquetException($"text {_dictionary.Count} of the dictionary is not valid UTF-8", e);
        }
    }

    private void ReadV1(PageHeader header, ReadOnlySpan<byte> body)
    {
        int nulls = 0;
        if (column.Column.Optional)
        {
            if (header.LevelEncoding != PageEncoding.Rle)
                throw new ParquetException($"encoding {FormatName.Of(header.LevelEncoding)} is not supported for levels");
            var prefixed = new ByteReader(body);
            nulls = ReadLevels(prefixed.ReadBytes(prefixed.ReadUInt32()), header.Values);
            body = prefixed.Rest;
        }
        ReadValues(header, body, nulls);
    }

    private void ReadV2(PageHeader header, PageV2 v2, Codec codec, ReadOnlyMemory<byte> packed)
    {
        if (v2.Rows != header.Values)
            throw new ParquetException($"a page of {header.Values} values for {v2.Rows} rows");
        if (v2.RepetitionBytes != 0)
            throw new ParquetException("a flat column has repetition levels");
        if (v2.LevelBytes < 0 || v2.LevelBytes > packed.Length || v2.LevelBytes > header.UnpackedSize)
            throw new ParquetException($"levels of {v2.LevelBytes} bytes in a page of {packed.Length}");

        int nulls = 0;
        if (column.Column.Optional && v2.LevelBytes > 0)
            nulls = ReadLevels(packed.Span[..v2.LevelBytes], header.Values);
        else if (column.Column.Optional)
            _nulls.AddRange(Enumerable.Repeat(false, header.Values));
        if (v2.Nulls != nulls)
            throw new ParquetException($"a page announces {v2.Nulls} nulls and has {nulls}");

        packed = packed[v2.LevelBytes..];
        int size = header.UnpackedSize - v2.LevelBytes;
        // Some writers do not compress the nothing that is left of a page of nulls.
        bool isPacked = v2.IsCompressed && (packed.Length > 0 || size > 0);
        ReadValues(header, PageCodec.Unpack(isPacked ? codec : Codec.Uncompressed, packed, size).Span, nulls);
    }

    private void ReadValues(PageHeader header, ReadOnlySpan<byte> body, int nulls)
    {
        int firstRow = _values.Count, count = header.Values - nulls;
        try
        {
            if (header.Encoding is not (PageEncoding.RleDictionary or PageEncoding.PlainDictionary))
                decoder.Decode(header.Encoding, body, count, _values);
            else if (_dictionary is not null)
                ValueDecoder<T>.DecodeIndices(body, count, _dictionary, _values);
            else if (count > 0)
                throw new ParquetException("the dictionary page is missing");
        }
        catch (DecoderFallbackException e)
        {
            throw new ParquetException($"the text in row {RowOf(_values.Count - firstRow, firstRow) - _rowsBefore} of the row group is not valid UTF-8", e);
        }

        if (nulls > 0)
            Spread(firstRow, header.Values, count);
    }

    // The row of a value that is counted without nulls from the start of a page.
    private int RowOf(int value, int firstRow)
    {
        int row = firstRow;
        if (!column.Column.Optional)
            return row + value;
        while (_nulls[row] || value-- > 0)
            row++;
        return row;
    }

    // Returns how many rows are null.
    private int ReadLevels(ReadOnlySpan<byte> bytes, int rows)
    {
        var levels = new HybridRleReader(bytes, width: 1);
        int nulls = 0;
        Span<uint> portion = stackalloc uint[Portion];
        for (int left = rows; left > 0; left -= portion.Length)
        {
            portion = portion[..Math.Min(portion.Length, left)];
            levels.Read(portion);
            foreach (uint level in portion)
            {
                if (level > 1)
                    throw new ParquetException($"a level of {level} is not possible in a flat column");
                _nulls.Add(level == 0);
                nulls += level == 0 ? 1 : 0;
            }
        }
        return nulls;
    }

    // The values of a page lie back to back: moves each to its row, from the last one on, so that none is overwritten.
    private void Spread(int firstRow, int rows, int count)
    {
        CollectionsMarshal.SetCount(_values, firstRow + rows);
        var values = CollectionsMarshal.AsSpan(_values)[firstRow..];
        var nulls = CollectionsMarshal.AsSpan(_nulls)[firstRow..];
        for (int row = rows - 1; row >= 0; row--)
            values[row] = nulls[row] ? default! : values[--count];
    }
}
