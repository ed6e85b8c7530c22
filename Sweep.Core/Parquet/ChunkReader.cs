using System.Runtime.InteropServices;

namespace Sweep.Core.Parquet;

/// <summary>Reads the pages of a column chunk, and adds their values to those of the chunks before.</summary>
internal sealed class ChunkReader<T>(ParquetColumn column, ValueDecoder<T> decoder)
{
    private const int Portion = 1024;

    private readonly List<T> _values = [];
    private readonly List<bool> _nulls = [];
    private List<T>? _dictionary;

    /// <summary>All values read so far.</summary>
    public ParquetValues<T> Result => new([.. _values], _nulls.Contains(true) ? [.. _nulls] : null);

    /// <param name="chunk">The chunk, already compared with its row group.</param>
    /// <param name="bytes">Its bytes in the file.</param>
    public void Read(ColumnChunk chunk, ReadOnlyMemory<byte> bytes)
    {
        _dictionary = null;
        int position = 0;
        for (long left = chunk.Values; left > 0;)
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
        if (header.Kind == PageKind.DataV2)
            throw new ParquetException("data pages of version 2 are not supported");
        if (header.Kind is not (PageKind.Data or PageKind.Dictionary))
            return 0;

        long most = header.Kind == PageKind.Data ? left : FormatLimits.RowsPerGroup;
        if (header.Values < 0 || header.Values > most)
            throw new ParquetException($"a page of {header.Values} values where at most {most} are possible");
        if (header.UnpackedSize is < 0 or > FormatLimits.PageBytes)
            throw new ParquetException($"a page of {header.UnpackedSize} bytes; at most {FormatLimits.PageBytes} are supported");
        if (header.Crc is { } crc && crc != (int)Crc32.Compute(packed.Span))
            throw new ParquetException("the checksum does not match: the data are damaged");

        if (header.Values == 0)
            return 0;

        var body = PageCodec.Unpack(chunk.Codec, packed, header.UnpackedSize).Span;
        if (header.Kind == PageKind.Dictionary)
        {
            ReadDictionary(header, body);
            return 0;
        }
        ReadValues(header, body);
        return header.Values;
    }

    private void ReadDictionary(PageHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
            throw new ParquetException($"encoding {FormatName.Of(header.Encoding)} is not supported for a dictionary");
        _dictionary = [];
        decoder.Decode(PageEncoding.Plain, body, header.Values, _dictionary);
    }

    private void ReadValues(PageHeader header, ReadOnlySpan<byte> body)
    {
        int firstRow = _values.Count, count = header.Values;
        if (column.Optional)
            count -= ReadLevels(header, ref body);

        if (header.Encoding is not (PageEncoding.RleDictionary or PageEncoding.PlainDictionary))
            decoder.Decode(header.Encoding, body, count, _values);
        else if (_dictionary is not null)
            ValueDecoder<T>.DecodeIndices(body, count, _dictionary, _values);
        else if (count > 0)
            throw new ParquetException("the dictionary page is missing");

        if (count < header.Values)
            Spread(firstRow, header.Values, count);
    }

    // Returns how many rows are null.
    private int ReadLevels(PageHeader header, ref ReadOnlySpan<byte> body)
    {
        if (header.LevelEncoding != PageEncoding.Rle)
            throw new ParquetException($"encoding {FormatName.Of(header.LevelEncoding)} is not supported for levels");

        var prefixed = new ByteReader(body);
        var levels = new HybridRleReader(prefixed.ReadBytes(prefixed.ReadUInt32()), width: 1);
        body = prefixed.Rest;

        int nulls = 0;
        Span<uint> portion = stackalloc uint[Portion];
        for (int left = header.Values; left > 0; left -= portion.Length)
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
