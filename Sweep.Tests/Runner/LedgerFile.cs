using Microsoft.Data.Sqlite;
using Sweep.Runner.Ledger;

namespace Sweep.Tests.Runner;

/// <summary>Looks into a ledger as anybody could, with SQL.</summary>
internal static class LedgerFile
{
    public static List<(int Fit, int Attempt, string Event, string Reason)> Attempts(string directory) => Read(
        directory, "SELECT fit, attempt, event, reason FROM attempts WHERE event <> 'running' ORDER BY fit, attempt",
        row => (row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetString(3)));

    public static List<T> Read<T>(string directory, string query, Func<SqliteDataReader, T> read)
    {
        using var connection = Sql.OpenForReading(Path.Combine(directory, StudyLedger.FileName));
        return [.. Sql.Rows(connection, query, read)];
    }

    public static void Execute(string directory, string text)
    {
        using var connection = Sql.OpenForWriting(Path.Combine(directory, StudyLedger.FileName));
        Sql.Execute(connection, text);
    }
}
