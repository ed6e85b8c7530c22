using System.Buffers;
using System.Buffers.Binary;

namespace Sweep.Core.Parquet;

/// <summary>Reads the columns of a Parquet file.</summary>
/// <remarks>
/// Reads flat files with pages of version 1, compressed by GZIP, Brotli or not at all. Whatever a file holds, it is read
/// right or refused by a <see cref="ParquetException"/>. Checksums are verified where there are any.
/// </remarks>
public sealed class ParquetReader : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly string _name;
    private readonly FileMetadata _file;

    /// <summary>Reads the footer of a file.</summary>
    /// <param name="stream">The whole file, and nothing else. Must be seekable; stays the caller's, who also disposes it.</param>
    public ParquetReader(Stream stream)
        : this(stream, ownsStream: false, name: "")
    {
    }

    private ParquetReader(Stream stream, bool ownsStream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (_stream, _ownsStream, _name) = (stream, ownsStream, name);
        try
        {
            (_file, long footerStart) = ReadFooter();
            var columns = FileLayout.Columns(_file.Schema);
            FileLayout.Check(_file, columns, footerStart);
            Schema = ParquetSchema.OfFile(columns);
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

    /// <summary>How messages about the file begin: with its path, if it has been opened here.</summary>
    internal string Name => _name;

    /// <summary>What the footer says about each row group.</summary>
    internal IReadOnlyList<RowGroup> RowGroups => _file.RowGroups;

    /// <summary>Opens a file and reads its footer.</summary>
    /// <exception cref="ParquetException">It is not a Parquet file, or not one that is supported.</exception>
    public static ParquetReader Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new(stream, ownsStream: true, $"{path}: ");
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a whole column.</summary>
    /// <typeparam name="T">What the column holds: see <see cref="ParquetType"/>. Timestamps may be read as long, too.</typeparam>
    public ParquetValues<T> Read<T>(string column) => Read<T>(column, 0, RowGroupCount);

    /// <summary>Reads a column of one row group, and touches no other bytes of the file.</summary>
    /// <inheritdoc cref="Read{T}(string)"/>
    public ParquetValues<T> Read<T>(string column, int rowGroup)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowGroup);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rowGroup, RowGroupCount);
        return Read<T>(column, rowGroup, rowGroup + 1);
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

    private ParquetValues<T> Read<T>(string name, int first, int end)
    {
        ArgumentNullException.ThrowIfNull(name);
        string where = $"column '{name}'";
        try
        {
            int index = IndexOf(name);
            var column = Schema.Columns[index];
            var decoder = ValueDecoders.For<T>(column.Type)
                ?? throw new ParquetException($"it is of type {column.Type} and cannot be read as {typeof(T).Name}");

            if (_file.RowGroups.Take(first..end).Sum(group => group.Rows) > Array.MaxLength)
                throw new ParquetException("the column has too many rows for one array; read it by row groups");

            var chunks = new ChunkReader<T>(column, decoder);
            for (int g = first; g < end; g++)
            {
                where = $"column '{name}', row group {g}";
                var chunk = _file.RowGroups[g].Columns[index];
                if (!PageCodec.CanUnpack(chunk.Codec))
                    throw new ParquetException(
                        $"codec {FormatName.Of(chunk.Codec)} is not supported; "
                        + "rewrite the file with GZIP, BROTLI or no compression");
                if (chunk.Values > 0)
                    chunks.Read(chunk, ReadAt(chunk.Start, (int)chunk.PackedSize));
            }
            return chunks.Result;
        }
        catch (ParquetException e)
        {
            throw Located(new($"{where}: {e.Message}", e));
        }
    }

    private int IndexOf(string name)
    {
        int found = -1;
        for (int i = 0; i < Schema.Columns.Count; i++)
        {
            if (Schema.Columns[i].Name != name)
                continue;
            if (found >= 0)
                throw new ParquetException("the file has more than one column of this name");
            found = i;
        }
        return found >= 0
            ? found
            : throw new ParquetException("the file has no such column");
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
