using Microsoft.Data.Sqlite;

namespace Sweep.Runner.Ledger;

/// <summary>A statement that is carried out again and again, with values in the places $1, $2, ….</summary>
internal sealed class Statement
{
    private readonly SqliteCommand _command;

    /// <summary>Prepares the statement.</summary>
    public Statement(SqliteConnection connection, string text)
    {
        _command = connection.CreateCommand();
        _command.CommandText = text;
        for (int place = 1; text.Contains($"${place}", StringComparison.Ordinal); place++)
            _command.Parameters.Add(new SqliteParameter($"${place}", null));
    }

    /// <summary>Carries it out.</summary>
    public void Execute(params ReadOnlySpan<object?> values)
    {
        for (int index = 0; index < values.Length; index++)
            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }
}
