using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Sweep.Runner.Ledger;

/// <summary>A statement that is carried out again and again, with values in the places $1, $2, ….</summary>
/// <remarks>Speaks to SQLite below ADO.NET, whose own work is two fifths of the time of a small insertion (docs/decisions/0006).</remarks>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares the statement.</summary>
    public Statement(SqliteConnection connection, string text)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, text, out _statement), _database);
    }

    /// <summary>Gives a place its value.</summary>
    public Statement Bind(int place, long value)
    {
        raw.sqlite3_bind_int64(_statement, place, value);
        return this;
    }

    /// <inheritdoc cref="Bind(int, long)"/>
    public Statement Bind(int place, long? value)
    {
        if (value is { } present)
            raw.sqlite3_bind_int64(_statement, place, present);
        else
            raw.sqlite3_bind_null(_statement, place);
        return this;
    }

    /// <inheritdoc cref="Bind(int, long)"/>
    public Statement Bind(int place, double? value)
    {
        if (value is { } present)
            raw.sqlite3_bind_double(_statement, place, present);
        else
            raw.sqlite3_bind_null(_statement, place);
        return this;
    }

    /// <inheritdoc cref="Bind(int, long)"/>
    public Statement Bind(int place, string? value)
    {
        if (value is null)
            raw.sqlite3_bind_null(_statement, place);
        else
            raw.sqlite3_bind_text(_statement, place, value);
        return this;
    }

    /// <inheritdoc cref="Bind(int, long)"/>
    public Statement Bind(int place, ReadOnlySpan<byte> value)
    {
        raw.sqlite3_bind_blob(_statement, place, value);
        return this;
    }

    /// <summary>Carries it out. Places keep their values.</summary>
    public void Execute()
    {
        int result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_DONE or raw.SQLITE_ROW)
            result = raw.sqlite3_reset(_statement);
        else
            raw.sqlite3_reset(_statement);
        SqliteException.ThrowExceptionForRC(result, _database);
    }

    /// <summary>Goes to the next row; the answer is whether there is one.</summary>
    public bool Read()
    {
        int result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(result, _database);
        return result == raw.SQLITE_ROW;
    }

    /// <summary>Whether a column of the row has no value.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>A column of the row as a whole number.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A column of the row as a number.</summary>
    public double Real(int column) => raw.sqlite3_column_double(_statement, column);

    /// <summary>A column of the row as text; null where it has no value.</summary>
    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A column of the row as bytes, good until the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();
}
