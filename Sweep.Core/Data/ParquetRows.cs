using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Core.Parquet;

namespace Sweep.Core.Data;

/// <summary>The rows of a Parquet file. Of each row group the columns that are asked for are read, each when it is first asked for.</summary>
internal sealed class ParquetRows : ITableRows
{
    private readonly DataFile _file;
    private readonly Stream _stream;
    private readonly ParquetReader _reader;
    private readonly ParquetField?[] _fields;
    private long _before;
    private int _group = -1;
    private int _row;

    /// <summary>Opens a file.</summary>
    public ParquetRows(DataFile file)
    {
        _file = file;
        _stream = Seekable(file);
        try
        {
            _reader = Guard(() => new ParquetReader(_stream));
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
        _fields = new ParquetField?[Columns.Count];
    }

    /// <summary>The columns of the file.</summary>
    public IReadOnlyList<ParquetColumn> Columns => _reader.Schema.Columns;

    /// <inheritdoc/>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"row {_before + _row + 1}");

    /// <inheritdoc/>
    public bool Read()
    {
        if (_group >= 0)
            _row++;
        while (_group < 0 || _row >= _reader.RowGroupRows[_group])
        {
            if (_group + 1 >= _reader.RowGroupCount)
                return false;
            _before += _group < 0 ? 0 : _reader.RowGroupRows[_group];
            (_group, _row) = (_group + 1, 0);
            Array.Clear(_fields);
        }
        return true;
    }

    /// <inheritdoc/>
    public FieldKind Read(int column, out double number) => Field(column).Read(_row, out number);

    /// <inheritdoc/>
    public ReadOnlySpan<char> Text(int column) => Field(column).Text(_row);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private ParquetField Field(int column) => _fields[column] ??= Guard(() => ParquetField.Of(_reader, column, _group));

    // What is packed once more, around the packing of its own, is unpacked into memory: its footer comes last.
    private static Stream Seekable(DataFile file)
    {
        var stream = file.Open();
        if (stream.CanSeek)
            return stream;
        using (stream)
        {
            var unpacked = new MemoryStream();
            stream.CopyTo(unpacked);
            return unpacked;
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ParquetException error)
        {
            throw new InputException($"{_file.Name}: {Shown.Sentence(error.Message)}", error);
        }
        catch (IOException error)
        {
            throw _file.Unreadable(error);
        }
    }
}
