using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>Opens tables of every format that can be read.</summary>
public static class Tables
{
    /// <summary>Opens a table.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It cannot be read, or its beginning is not what the format asks for.</exception>
    public static ITable Open(string path, string name) => CsvTable.Open(new DataFile(path, name));

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
