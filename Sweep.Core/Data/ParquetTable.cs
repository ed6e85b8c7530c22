using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A Parquet file as a table. Days and moments are texts; a column that is used is in memory for one row group at a time.</summary>
public sealed class ParquetTable : ITable
{
    private readonly DataFile _file;

    private ParquetTable(DataFile file, IReadOnlyList<string> columns) => (_file, Columns) = (file, columns);

    /// <inheritdoc/>
    public string Name => _file.Name;

    /// <inheritdoc/>
    public IReadOnlyList<DataFile> Files => [_file];

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether a file begins as one of this format does.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) => start.StartsWith("PAR1"u8);

    /// <summary>Reads the footer of a file.</summary>
    /// <exception cref="InputException">It cannot be read, or is no such file.</exception>
    public static ParquetTable Open(DataFile file)
    {
        using var rows = new ParquetRows(file);
        string[] names = [.. rows.Columns.Select(column => column.Name)];
        if (names.Contains(""))
            throw new InputException($"{file.Name}: column {Array.IndexOf(names, "") + 1} has no name. Every column needs one.");
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? new ParquetTable(file, names)
            : throw new InputException($"{file.Name}: two columns have the same name. Names must differ.");
    }

    /// <inheritdoc/>
    public ITableRows Open() => new ParquetRows(_file);
}
