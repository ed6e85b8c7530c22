using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Core.Profiles;

/// <summary>Goes through a table once, every value of it, and says what is in it. Memory does not grow with the rows, but for 16 bytes a row of the first 50 million.</summary>
public static class TableProfiler
{
    private const int MostDistinct = 10_000;
    private const int MostDistinctOfAll = 2_000_000;
    private const int LeastDistinct = 100;

    /// <summary>Goes through a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The column that is to be predicted, one of the table's; null: none.</param>
    /// <exception cref="InputException">A row is not as it must be.</exception>
    public static TableProfile Profile(ITable table, string? target)
    {
        string[] names = [.. table.Columns];
        int targetColumn = target is null ? -1 : Array.IndexOf(names, target);
        int mostDistinct = Math.Clamp(MostDistinctOfAll / names.Length, LeastDistinct, MostDistinct);
        var columns = Array.ConvertAll(names, name => new ColumnTally(name, mostDistinct));
        var targets = target is null ? null : new TargetTally();
        var hashes = new RowHashes();
        long count = 0;
        using (var rows = table.Open())
        {
            for (; rows.Read(); count++)
            {
                targets?.Read(rows, targetColumn);
                ulong hash = 0;
                for (int column = 0; column < columns.Length; column++)
                    hash = ValueHash.Join(hash, columns[column].Read(rows, column, column == targetColumn ? null : targets));
                hashes.Add(hash);
            }
        }
        if (count == 0)
            throw new InputException($"{table.Name}: the data file has no rows.");

        var firstOf = new Dictionary<ulong, string>();
        var profiles = new ColumnProfile[names.Length];
        for (int column = 0; column < names.Length; column++)
        {
            string? sameAs = firstOf.GetValueOrDefault(columns[column].Hash);
            firstOf.TryAdd(columns[column].Hash, names[column]);
            profiles[column] = columns[column].Profile(column == targetColumn ? null : targets, targetColumn < 0 ? 0 : columns[targetColumn].Hash, sameAs);
        }
        return new TableProfile(count, profiles, hashes.Repeated(), hashes.Count, target is null ? null : targets!.Profile(target));
    }
}
