using Microsoft.Data.Sqlite;

namespace Sweep.Runner.Ledger;

/// <summary>Walks over the epochs of fits, or over their steps, in the order of the fits.</summary>
internal sealed class EpochCursor : IDisposable
{
    private readonly Statement _rows;
    private readonly List<double> _values = [];
    private bool _any;

    /// <summary>Begins before the first of the fits from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    /// <param name="connection">The ledger.</param>
    /// <param name="table">The table: epochs or steps.</param>
    /// <param name="first">The first fit.</param>
    /// <param name="end">The one after the last.</param>
    public EpochCursor(SqliteConnection connection, string table, long first, long end)
    {
        _rows = new Statement(connection, $"SELECT fit, attempt, figures FROM {table} WHERE fit >= {first} AND fit < {end} ORDER BY fit, attempt, first");
        _any = _rows.Read();
    }

    /// <summary>The rows of one attempt of a fit that has not been passed.</summary>
    public double[] Read(long fit, int attempt)
    {
        _values.Clear();
        for (; _any && (_rows.Number(0), _rows.Number(1)).CompareTo((fit, attempt)) <= 0; _any = _rows.Read())
        {
            if ((_rows.Number(0), _rows.Number(1)) == (fit, attempt))
                EpochBytes.Append(_values, _rows.Bytes(2));
        }
        return [.. _values];
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
