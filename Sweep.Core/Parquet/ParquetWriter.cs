using System.Text;
using Sweep.Core.Contracts;

namespace Sweep.Core.Parquet;

/// <summary>Writes rows to a Parquet file, which pandas, polars, DuckDB and Spark open.</summary>
/// <remarks>
/// <code>
/// using var writer = new ParquetWriter(stream, schema, createdBy);
/// var step = writer.Column&lt;long&gt;("step");
/// var loss = writer.Column&lt;double&gt;("loss");
/// ...
/// step.Add(17);
/// loss.Add(0.25);
/// writer.EndRow();
/// ...
/// writer.Close();
/// </code>
/// Whole columns are given as spans, of as many rows as one likes up to a row group: <c>loss.AddRange(losses); ... writer.EndRows(losses.Length);</c>.
/// The file is readable only once <see cref="Close"/> has returned. The same rows and metadata give the same bytes.
/// </remarks>
public sealed class ParquetWriter : IDisposable
{
    private const long RowGroupBytes = 64 << 20;
    private const string ClosedAlready = "The file is closed.";

    private readonly FileOutput _output;
    private readonly ParquetSchema _schema;
    private readonly string _createdBy;
    private readonly ParquetOptions _options;
    private readonly ChunkWriter _chunks;
    private readonly ColumnBuffer[] _columns;
    private readonly Dictionary<string, ColumnBuffer> _byName;
    private readonly List<RowGroup> _rowGroups = [];
    private string? _whyNot;
    private int _rows;

    /// <summary>Starts a file at the current position of a stream.</summary>
    /// <param name="stream">Where to write. Need not be seekable; stays the caller's, who also disposes it.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="createdBy">
    /// The program, in the form <c>HyperSweep version 1.2.3 (build abc)</c>: readers parse it to work around bugs of a version.
    /// </param>
    /// <param name="options">Settings; the defaults suit logs.</param>
    public ParquetWriter(Stream stream, ParquetSchema schema, string createdBy, ParquetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentException.ThrowIfNullOrWhiteSpace(createdBy);
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Parquet files can be written on little-endian machines only.");

        _output = new(stream);
        _schema = schema;
        _createdBy = createdBy;
        _options = options ?? new();
        _chunks = new(_output, _options);
        _columns = [.. schema.Columns.Select(MakeBuffer)];
        _byName = _columns.ToDictionary(column => column.Column.Name);
    }

    /// <summary>Free texts by name, kept with the file. They may be set until the file is closed.</summary>
    /// <remarks>
    /// At most 1 MiB in all. "ARROW:schema", "pandas" and names that begin with "org.apache.spark" belong to other programs
    /// and are refused when closing.
    /// </remarks>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    /// <summary>A column to give values to.</summary>
    /// <typeparam name="T">What the column holds: see <see cref="ParquetType"/>.</typeparam>
    /// <exception cref="ArgumentException">There is no such column, or it holds something else.</exception>
    public ColumnWriter<T> Column<T>(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_byName.TryGetValue(name, out var buffer))
            throw new ArgumentException($"There is no column named \"{name}\".", nameof(name));

        var type = buffer.Column.Type;
        if (typeof(T) != type.InNet())
            throw new ArgumentException(
                $"Column \"{name}\" is of type {type}: it takes {type.InNet().Name}, not {typeof(T).Name}.", nameof(name));
        return new(this, buffer);
    }

    /// <summary>Ends a row. Each column must have got exactly one value or null since the row before.</summary>
    public void EndRow() => EndRows(1);

    /// <summary>Ends several rows, which each column must have got at once.</summary>
    public void EndRows(int count)
    {
        CheckUsable();
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        foreach (var column in _columns)
            if (column.Rows != _rows + count)
                throw new InvalidOperationException(count == 1 && column.Rows == _rows
                    ? $"Column \"{column.Column.Name}\" has no value in row {_rows} of the row group."
                    : $"Column \"{column.Column.Name}\" has {column.Rows - _rows} values for {count} rows.");
        _rows += count;
        if (_rows >= _options.RowGroupRows || IsLarge())
            WriteRowGroup();
    }

    /// <summary>Takes over all rows of another file by copying its bytes: nothing is decoded, so that it goes as fast as the disk.</summary>
    /// <param name="part">A file with the same columns in the same order, as this writer makes them. Stays the caller's.</param>
    /// <remarks>
    /// Its row groups keep their pages, statistics and checksums; damage is noticed by whoever reads them. Rows that are still held
    /// here are written first, as a row group of their own. The metadata of the part are not taken over.
    /// </remarks>
    /// <exception cref="ArgumentException">The columns of the part are others. Nothing has been written.</exception>
    /// <exception cref="InvalidOperationException">A row has not been ended. Nothing has been written.</exception>
    public void Append(ParquetReader part)
    {
        ArgumentNullException.ThrowIfNull(part);
        CheckUsable();
        if (HasOpenRow())
            throw new InvalidOperationException("The last row has values and was not ended: end it before a part is appended.");
        if (_schema.DifferenceFrom(part.Schema) is { } difference)
            throw new ArgumentException($"{part.Name}Only a part with the same columns can be appended: {difference}.", nameof(part));

        if (part.StoredColumns.FirstOrDefault(column => !column.IsStoredAsWritten) is { } foreign)
            throw new ArgumentException(
                $"{part.Name}Column {Shown.Quoted(foreign.Column.Name)} is stored as {foreign.Element.TypeName}, which is not written here.", nameof(part));

        if (_rows > 0)
            WriteRowGroup();
        foreach (var group in part.RowGroups.Where(group => group.Rows > 0))
            Attempt(() => CopyRowGroup(part, group));
    }

    /// <summary>Writes what is left, then the footer, and flushes the stream. Does nothing the second time.</summary>
    /// <exception cref="InvalidOperationException">
    /// A row has not been ended, or the metadata are refused. Nothing has been written, and this can be put right.
    /// </exception>
    public void Close()
    {
        if (_whyNot == ClosedAlready)
            return;
        CheckUsable();
        if (HasOpenRow())
            throw new InvalidOperationException("The last row has values and was not ended.");
        var metadata = CheckedMetadata();

        if (_rows > 0)
            WriteRowGroup();
        Attempt(() => WriteFooter(metadata));
        _whyNot = ClosedAlready;
    }

    /// <summary>Gives up, unless the file is closed: without its footer nobody takes it for a whole one.</summary>
    public void Dispose() => _whyNot ??= "The writer has been disposed before the file was closed.";

    /// <summary>Makes sure that a column may get a value now.</summary>
    internal void CheckTurn(ColumnBuffer column)
    {
        if (_whyNot is not null || column.Rows != _rows)
            RefuseTurn(column);
    }

    /// <summary>Makes sure that a column may get several values now, and that the rows will fit into one row group.</summary>
    internal void AddRows(ColumnBuffer column, int count)
    {
        CheckTurn(column);
        if (count > _options.RowGroupRows)
            throw new ArgumentException(
                $"Column \"{column.Column.Name}\" must get at most {_options.RowGroupRows} values at once, which is what a row group has; got {count}.");
        if (_rows > 0 && _rows > _options.RowGroupRows - count && !HasOpenRow())
            WriteRowGroup();
    }

    /// <summary>Never closes the file: some values are there that should not be.</summary>
    internal void GiveUp() => _whyNot = "A value was refused in the middle of others; the file cannot be continued.";

    // Other programs read a meaning into these.
    private static bool IsForeign(string key) =>
        key is "ARROW:schema" or "pandas" || key.StartsWith("org.apache.spark", StringComparison.Ordinal);

    private static ColumnBuffer MakeBuffer(ParquetColumn column) => column.Type switch
    {
        ParquetType.Bool => new BoolBuffer(column),
        ParquetType.Int32 => new NumberBuffer<int>(column),
        ParquetType.Int64 => new NumberBuffer<long>(column),
        ParquetType.Float => new NumberBuffer<float>(column),
        ParquetType.Double => new NumberBuffer<double>(column),
        ParquetType.String => new StringBuffer(column),
        ParquetType.Timestamp => new TimestampBuffer(column),
        _ => throw new ArgumentException($"Column \"{column.Name}\" has no known type.", nameof(column)),
    };

    private void RefuseTurn(ColumnBuffer column)
    {
        CheckUsable();
        throw new InvalidOperationException($"Column \"{column.Column.Name}\" already has a value in this row.");
    }

    private void CheckUsable()
    {
        if (_whyNot is not null)
            throw new InvalidOperationException(_whyNot);
    }

    private bool HasOpenRow() => _columns.Any(column => column.Rows != _rows);

    private bool IsLarge()
    {
        long bytes = 0;
        foreach (var column in _columns)
            bytes += column.Bytes;
        return bytes >= RowGroupBytes;
    }

    private KeyValuePair<string, string>[] CheckedMetadata()
    {
        long bytes = 0;
        foreach (var (key, value) in Metadata)
        {
            if (IsForeign(key))
                throw new InvalidOperationException($"The metadata key \"{key}\" belongs to another program.");
            bytes += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
        }
        return bytes <= FormatLimits.MetadataBytes
            ? [.. Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal)]
            : throw new InvalidOperationException(
                $"Metadata must be at most {FormatLimits.MetadataBytes} bytes; got {bytes}.");
    }

    private void WriteRowGroup() => Attempt(() =>
    {
        WriteMagicOnce();
        var chunks = new ColumnChunk[_columns.Length];
        for (int i = 0; i < chunks.Length; i++)
        {
            chunks[i] = _chunks.Write(_columns[i]);
            _columns[i].Clear();
        }
        _rowGroups.Add(new(chunks, _rows));
        _rows = 0;
    });

    private void CopyRowGroup(ParquetReader part, RowGroup group)
    {
        WriteMagicOnce();
        var chunks = new ColumnChunk[_columns.Length];
        for (int i = 0; i < chunks.Length; i++)
        {
            chunks[i] = group.Columns[i].MovedTo(_output.Position);
            part.Copy(group.Columns[i], _output);
        }
        _rowGroups.Add(new(chunks, group.Rows));
    }

    private void WriteFooter(KeyValuePair<string, string>[] metadata)
    {
        WriteMagicOnce();
        var footer = new ByteBuffer();
        FileMetadata.Write(new ThriftWriter(footer), _schema, _rowGroups, metadata, _createdBy);
        footer.AppendInt32(footer.Length);
        footer.Append(FormatLimits.Magic);
        _output.Write(footer.Written);
        _output.Flush();
    }

    private void WriteMagicOnce()
    {
        if (_output.Position == 0)
            _output.Write(FormatLimits.Magic);
    }

    private void Attempt(Action write)
    {
        // Whatever comes after a failure would lie at the wrong place.
        _whyNot = "Writing has failed before; the file is not whole and cannot be continued.";
        write();
        _whyNot = null;
    }
}
