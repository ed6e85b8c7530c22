using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A file of comma-separated values (RFC 4180) with one header line: a name for each column.</summary>
/// <remarks>It is read through a buffer that holds a row. A blank line is no row; a field of another number than the header has is refused by its line.</remarks>
public sealed class CsvTable : ITable
{
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

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int column = 0; column < header.Length; column++)
        {
            if (header[column].Length == 0)
                throw new InputException($"{name}, line 1: column {column + 1} has no name. Every column needs one.");
            if (header[column].Contains('\uFFFD', StringComparison.Ordinal))
                throw new InputException($"{name}, line 1: the name of column {column + 1} is not UTF-8 text. Save the file as UTF-8.");
            if (!seen.Add(header[column]))
                throw new InputException($"{name}, line 1: two columns are named {Shown.Quoted(header[column])}. Names must differ.");
        }
        return new CsvTable(file, header);
    }

    /// <inheritdoc/>
    public ITableRows Open() => new CsvRows(_file, Columns);
}
