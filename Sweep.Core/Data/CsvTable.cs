using System.Text;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A file of comma-separated values (RFC 4180) with one header line: a name for each column.</summary>
/// <remarks>It is read through a buffer that holds a row. A blank line is no row; a field of another number than the header has is refused by its line.</remarks>
public sealed class CsvTable : ITable
{
    // What other programs write in the place of commas; a table of one column needs none of them in its name.
    private static readonly Dictionary<char, string> _separators = new() { [';'] = "semicolons", ['\t'] = "tabs", ['|'] = "vertical bars" };

    private readonly DataFile _file;

    private CsvTable(DataFile file, IReadOnlyList<string> columns) => (_file, Columns) = (file, columns);

    /// <inheritdoc/>
    public string Name => _file.Name;

    /// <inheritdoc/>
    public IReadOnlyList<DataFile> Files => [_file];

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads the header of a file, and checks it.</summary>
    /// <exception cref="InputException">The file cannot be read, is empty, or its header is not one.</exception>
    public static CsvTable Open(DataFile file)
    {
        string name = file.Name;
        using var rows = new CsvRows(file);
        string[] header = rows.Header();
        if (header.Length == 0)
            throw new InputException($"{name}: the data file is empty. It needs a header line with column names, then rows.");

        if (header.Any(each => each.Contains('\0', StringComparison.Ordinal)))
            throw new InputException($"{name}, line 1: a file of comma-separated values must be text; this one has zero bytes, as UTF-16 without a mark does. Save the file as UTF-8.");
        if (header is [var only] && only.AsSpan().IndexOfAny(";\t|") is >= 0 and var at)
        {
            throw new InputException(
                $"{name}, line 1: the fields must be separated by commas; this header has none, but {_separators[only[at]]}. " +
                "Save the file with commas between its fields, and points in its numbers.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int column = 0; column < header.Length; column++)
        {
            if (header[column].Length == 0)
                throw new InputException($"{name}, line 1: column {column + 1} has no name. Every column needs one{(column == 0 ? "; numbers of rows are left out by pandas' to_csv with index=False" : "")}.");
            if (header[column].Contains('\uFFFD', StringComparison.Ordinal))
                throw new InputException($"{name}, line 1: the name of column {column + 1} is not UTF-8 text. Save the file as UTF-8.");
            if (!seen.Add(header[column]))
                throw new InputException($"{name}, line 1: two columns are named {Shown.Quoted(header[column])}. Names must differ{(DecimalText.TryParse(Encoding.UTF8.GetBytes(header[column]), out _) ? "; if this is a row of data, put a line of names above it" : "")}.");
        }
        return new CsvTable(file, header);
    }

    /// <inheritdoc/>
    public ITableRows Open() => new CsvRows(_file, Columns);
}
