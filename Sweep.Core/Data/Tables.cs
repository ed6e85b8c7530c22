using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>Opens tables of every format that can be read.</summary>
public static class Tables
{
    private const int LongestMark = 8;

    /// <summary>Opens a table: a folder by what is in it, a file by how it begins; what begins like no other format is comma-separated values.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It cannot be read, or its beginning is not what the format asks for.</exception>
    public static ITable Open(string path, string name)
    {
        var file = new DataFile(path, name);
        return Directory.Exists(path) ? DataFolder.Open(file, OpenFile) : OpenFile(file);
    }

    private static ITable OpenFile(DataFile file)
    {
        var start = new byte[LongestMark];
        int length;
        using (var stream = file.Open())
            length = stream.ReadAtLeast(start, LongestMark, throwOnEndOfStream: false);
        ReadOnlySpan<byte> mark = start.AsSpan(0, length);
        return NpyFile.Begins(mark) ? NpyFile.Open(file)
            : NpzFile.Begins(mark) ? NpzFile.Open(file)
            : IdxFile.Begins(mark) ? IdxFile.Open(file)
            : ParquetTable.Begins(mark) ? ParquetTable.Open(file)
            : CsvTable.Open(file);
    }

    /// <summary>The first value of a column that seems to hold texts, as its first rows do; null where one of them is a number or missing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">One of its columns.</param>
    public static string? TextIn(ITable table, string column)
    {
        const int RowsLookedAt = 3;
        int at = table.Columns.ToList().IndexOf(column);
        string? first = null;
        using var rows = table.Open();
        for (int row = 0; row < RowsLookedAt && rows.Read(); row++)
        {
            if (rows.Read(at, out _) != FieldKind.Text)
                return null;
            first ??= rows.Text(at).ToString();
        }
        return first;
    }
}
