using System.Buffers;
using System.Buffers.Binary;

namespace Sweep.Core.Parquet;

/// <summary>Reads the columns of a Parquet file.</summary>
/// <remarks>
/// Reads flat columns with pages of both versions in all usual encodings, compressed by GZIP, Snappy, Brotli or not at all. Whatever a file holds,
/// it is read right or refused by a <see cref="ParquetException"/>. A column that cannot be read does not stand in the way of the others.
/// <code>
/// using var reader = ParquetReader.Open(path);
/// for (int group = 0; group &lt; reader.RowGroupCount; group++)
/// {
///     var (losses, nulls) = reader.Read&lt;double&gt;("loss", group);
///     ...
/// }
/// </code>
/// </remarks>
public sealed class ParquetReader : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly string _name;
    private readonly ParquetReaderOptions _options;
    private readonly FileMetadata _file;
    private readonly StoredColumn[] _columns;

    /// <summary>Reads the footer of a file.</summary>
    /// <param name="stream">The whole file, and nothing else. Must be seekable; stays the caller's, who also disposes it.</param>
    /// <param name="options">Settings; the defaults suit files that may be damaged.</param>
    public ParquetReader(Stream stream, ParquetReaderOptions? options = null)
        : this(stream, ownsStream: false, name: "", options)
    {
    }

    private ParquetReader(Stream stream, bool ownsStream, string name, ParquetReaderOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (_stream, _ownsStream, _name, _options) = (stream, ownsStream, name, options ?? new());
        try
        {
            (_file, long footerStart) = ReadFooter();
            _columns = FileLayout.Columns(_file.Schema);
            FileLayout.Check(_file, _columns, footerStart);
            Schema = ParquetSchema.OfFile([.. _columns.Select(column => column.Column)]);
            RowGroupRows = [.. _file.RowGroups.Select(group => (int)group.Rows)];
        }
        catch (ParquetException e)
        {
            throw Located(e);
        }
    }

    /// <summary>The columns. Names in files of other programs may be empty or come twice.</summary>
    public ParquetSchema Schema { get; }

    /// <summary>Free texts by name that were kept with the file. A text may be missing, which is not the same as empty.</summary>
    public IReadOnlyDictionary<string, string?> Metadata => _file.KeyValues;

    /// <summary>The program that wrote the file, if it says so.</summary>
    public string? CreatedBy => _file.CreatedBy;

    /// <summary>Rows in the file.</summary>
    public long RowCount => _file.Rows;

    /// <summary>Row groups in the file.</summary>
    public int RowGroupCount => _file.RowGroups.Count;

    /// <summary>Rows of each row group.</summary>
    public IReadOnlyList<int> RowGroupRows { get; }

    /// <summary>How messages about the file begin: with its path, if it has been opened here.</summary>
    internal string Name => _name;

    /// <summary>What the footer says about each row group.</summary>
    internal IReadOnlyList<RowGroup> RowGroups => _file.RowGroups;

    /// <summary>The columns as they lie in the file.</summary>
    internal IReadOnlyList<StoredColumn> StoredColumns => _columns;

    /// <summary>Opens a file and reads its footer.</summary>
    /// <exception cref="ParquetException">It is not a Parquet file, or not one that is supported.</exception>
    public static ParquetReader Open(string path, ParquetReaderOptions? options = null)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new(stream, ownsStream: true, $"{path}: ", options);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a whole column, of up to 100 million rows.</summary>
    /// <typeparam name="T">
    /// What the column holds: see <see cref="ParquetType"/>. Timestamps may be read as the long that is stored and dates as int; int as long; and
    /// int, long and float as double, which rounds a long of more than 53 bits.
    /// </typeparam>
    public ParquetValues<T> Read<T>(string column) => Read<T>(IndexOf(column), 0, RowGroupCount);

    /// <summary>Reads a column of one row group, and touches no other bytes of the file.</summary>
    /// <inheritdoc cref="Read{T}(string)"/>
    public ParquetValues<T> Read<T>(string column, int rowGroup) => Read<T>(IndexOf(column), rowGroup);

    /// <summary>Reads a column of one row group by its place in <see cref="Schema"/>: names may come twice.</summary>
    /// <inheritdoc cref="Read{T}(string)"/>
    public ParquetValues<T> Read<T>(int column, int rowGroup)
    {
        CheckIndices(column, rowGroup);
        return Read<T>(column, rowGroup, rowGroup + 1);
    }

    /// <summary>All rows, one after the other. At any time, one row group is in memory.</summary>
    /// <returns>For each row its values in the types of <see cref="ParquetType"/>; null where there is none.</returns>
    /// <exception cref="ParquetException">A column cannot be read.</exception>
    public IEnumerable<IReadOnlyList<object?>> Rows()
    {
        if (_columns.FirstOrDefault(column => column.WhyNot is not null) is { } refused)
            throw Located(new($"column '{refused.Column.Name}': {refused.WhyNot}"));
        return Walk();

        IEnumerable<IReadOnlyList<object?>> Walk()
        {
            for (int group = 0; group < RowGroupCount; group++)
            {
                var columns = Enumerable.Range(0, _columns.Length).Select(column => RowValues.Of(this, column, group)).ToArray();
                for (int row = 0; row < RowGroupRows[group]; row++)
                    yield return [.. columns.Select(column => column(row))];
            }
        }
    }

    /// <summary>What the footer says about the values of a column of a row group. No values are read.</summary>
    /// <inheritdoc cref="Read{T}(string)"/>
    public ParquetStatistics<T> Statistics<T>(string column, int rowGroup)
    {
        int index = IndexOf(column);
        CheckIndices(index, rowGroup);
        try
        {
            var stored = _columns[index];
            return StatisticsReader.Read(stored, _file.RowGroups[rowGroup].Columns[stored.Chunk], DecoderOf<T>(stored));
        }
        catch (ParquetException e)
        {
            throw Located(new($"column '{column}': {e.Message}", e));
        }
    }

    /// <summary>Closes the file if it was opened here.</summary>
    public void Dispose()
    {
        if (_ownsStream)
            _stream.Dispose();
    }

    /// <summary>Writes the bytes of a chunk elsewhere, as they are.</summary>
    internal void Copy(ColumnChunk chunk, FileOutput target)
    {
        const int Most = 1 << 16;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Most);
        try
        {
            for (long copied = 0; copied < chunk.PackedSize; copied += Most)
            {
                var portion = bytes.AsSpan(0, (int)Math.Min(Most, chunk.PackedSize - copied));
                ReadAt(chunk.Start + copied, portion);
                target.Write(portion);
            }
        }
        catch (ParquetException e)
        {
            throw Located(e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static ValueDecoder<T> DecoderOf<T>(StoredColumn column)
    {
        if (column.WhyNot is { } reason)
            throw new ParquetException(reason);
        return ValueDecoders.For<T>(column)
            ?? throw new ParquetException($"it is of type {column.Column.Type} and cannot be read as {typeof(T).Name}");
    }

    private ParquetValues<T> Read<T>(int index, int first, int end)
    {
        var column = _columns[index];
        string where = $"column '{column.Column.Name}'";
        try
        {
            var chunks = new ChunkReader<T>(column, DecoderOf<T>(column), _options.VerifyChecksums);
            if (_file.RowGroups.Take(first..end).Sum(group => group.Rows) > FormatLimits.RowsPerGroup)
                throw new ParquetException($"the column has more than {FormatLimits.RowsPerGroup} rows; read it by row groups");

            for (int g = first; g < end; g++)
            {
                where = $"column '{column.Column.Name}', row group {g}";
                var chunk = _file.RowGroups[g].Columns[column.Chunk];
                // Without rows, what the chunk says means nothing.
                if (_file.RowGroups[g].Rows == 0)
                    continue;
                if (!PageCodec.CanUnpack(chunk.Codec))
                    throw new ParquetException(
                        $"codec {FormatName.Of(chunk.Codec)} is not supported; "
                        + "rewrite the file with GZIP, SNAPPY, BROTLI or no compression");
                chunks.Read(chunk, ReadAt(chunk.Start, (int)chunk.PackedSize));
            }
            return chunks.Result;
        }
        catch (ParquetException e)
        {
            throw Located(new($"{where}: {e.Message}", e));
        }
    }

    private void CheckIndices(int column, int rowGroup)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, _columns.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(rowGroup);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rowGroup, RowGroupCount);
    }

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int found = Array.FindIndex(_columns, column => column.Column.Name == name);
        if (found < 0)
            throw Located(new($"column '{name}': the file has no such column"));
        if (Array.FindIndex(_columns, found + 1, column => column.Column.Name == name) >= 0)
            throw Located(new($"column '{name}': the file has more than one column of this name; read it by its place"));
        return found;
    }

    private (FileMetadata File, long FooterStart) ReadFooter()
    {
        const int Tail = 8;
        int magic = FormatLimits.Magic.Length;
        long length = _stream.Length;
        if (length < magic + Tail)
            throw new ParquetException($"this is not a Parquet file: it has only {length} bytes");

        var tail = ReadAt(length - Tail, Tail);
        if (tail.AsSpan(magic).SequenceEqual(FormatLimits.EncryptedMagic))
            throw new ParquetException("the file is encrypted, which is not supported");
        if (!ReadAt(0, magic).AsSpan().SequenceEqual(FormatLimits.Magic))
            throw new ParquetException("this is not a Parquet file: it does not begin with PAR1");
        if (!tail.AsSpan(magic).SequenceEqual(FormatLimits.Magic))
            throw new ParquetException("the file does not end with PAR1: it is not a Parquet file, or was cut off");

        long size = BinaryPrimitives.ReadUInt32LittleEndian(tail), start = length - Tail - size;
        if (size == 0 || size > FormatLimits.FooterBytes || start < magic)
            throw new ParquetException($"a footer of {size} bytes is not possible in a file of {length}");

        var thrift = new ThriftReader(ReadAt(start, (int)size));
        var file = FileMetadata.Read(ref thrift);
        return thrift.Left == 0
            ? (file, start)
            : throw new ParquetException($"{thrift.Left} bytes are left after the footer");
    }

    private byte[] ReadAt(long offset, int count)
    {
        var bytes = new byte[count];
        ReadAt(offset, bytes);
        return bytes;
    }

    private void ReadAt(long offset, Span<byte> bytes)
    {
        _stream.Position = offset;
        try
        {
            _stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new ParquetException("the file has become shorter while it was read", e);
        }
    }

    private ParquetException Located(ParquetException e) => _name.Length > 0 ? new(_name + e.Message, e) : e;
}
