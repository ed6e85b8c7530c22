using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>The rows of a file of comma-separated values, read from its start to its end.</summary>
internal sealed class CsvRows : ITableRows
{
    // More than anybody's row has. A quote that is never closed would otherwise make one row of the rest of the file.
    private const int LongestRow = 1 << 24;

    private static readonly CsvReaderOptions _format = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = LongestRow,
    };

    private readonly DataFile _file;
    private readonly IReadOnlyList<string> _columns;
    private readonly CsvReader _reader;
    private char[] _text = new char[64];

    /// <summary>Opens a file of which only the header is wanted.</summary>
    public CsvRows(DataFile file)
        : this(file, [])
    {
    }

    /// <summary>Opens a file that has a row of columns.</summary>
    public CsvRows(DataFile file, IReadOnlyList<string> columns)
    {
        (_file, _columns) = (file, columns);
        var stream = file.Open();
        _reader = CsvReader.Create(stream, _format, leaveOpen: false);
    }

    /// <inheritdoc/>
    public string Place => $"line {_reader.LineNumber}";

    /// <summary>The names in the header.</summary>
    public string[] Header() => Guard(static reader => reader.Headers.ToArray());

    /// <inheritdoc/>
    public bool Read()
    {
        if (!Guard(static reader => reader.Read()))
            return false;
        return _reader.FieldCount == _columns.Count
            ? true
            : throw new InputException($"{_file.Name}, {Place}: a row must have {_columns.Count} fields, as the header; got {_reader.FieldCount}.{(_reader.FieldCount > _columns.Count ? " A field with commas in it needs quotes around it." : "")}");
    }

    /// <inheritdoc/>
    public FieldKind Read(int column, out double number)
    {
        var field = _reader.GetSpan(column);
        number = double.NaN;
        if (field.IsEmpty)
            return FieldKind.Missing;
        if (!DecimalText.TryParse(field, out double value))
            return FieldKind.Text;
        number = value;
        return double.IsNaN(value) ? FieldKind.Missing : FieldKind.Number;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Text(int column)
    {
        var field = _reader.GetSpan(column);
        if (!Utf8.IsValid(field))
            throw new InputException($"{_file.Name}, {Place}, column {_columns[column]}: the field is not UTF-8 text. Save the file as UTF-8.");
        if (_text.Length < field.Length)
            _text = new char[Math.Max(field.Length, 2 * _text.Length)];
        return _text.AsSpan(0, Encoding.UTF8.GetChars(field, _text));
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private T Guard<T>(Func<CsvReader, T> read)
    {
        try
        {
            return read(_reader);
        }
        catch (CsvFormatException error) when (error.Message.Contains(nameof(CsvReaderOptions.MaxRecordSize), StringComparison.Ordinal))
        {
            throw new InputException(
                $"{_file.Name}, line {_reader.LineNumber + 1} or after it: a row must be at most {LongestRow >> 20} MB long. " +
                "A quote that is never closed makes one row of all that follows; and the file must be text, with commas between its fields.", error);
        }
        catch (CsvFormatException error)
        {
            throw new InputException(
                $"{_file.Name}, line {error.LineNumber}: the quotes do not match up. A field in quotes ends with a quote, then a comma; " +
                "a quote inside it is written twice.", error);
        }
        catch (IOException error)
        {
            throw _file.Unreadable(error);
        }
    }
}
