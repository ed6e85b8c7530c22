using Microsoft.Data.Sqlite;
using Sweep.Core.Contracts;

namespace Sweep.Runner.Ledger;

/// <summary>The few words of SQLite that the ledger needs.</summary>
internal static class Sql
{
    // SQLite's result codes.
    private const int NoPermission = 3;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Opens a ledger file for its one writer, and makes it where it is missing.</summary>
    public static SqliteConnection OpenForWriting(string path) =>
        // What has been acknowledged survives the loss of power, too. The log of changes is moved into the file every 32 MiB.
        Open(
            path, SqliteOpenMode.ReadWriteCreate,
            "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096; PRAGMA cache_size = -16384");

    /// <summary>Opens a ledger file beside its writer.</summary>
    public static SqliteConnection OpenForReading(string path)
    {
        try
        {
            // One that may write takes away the log of changes when it is the last to close.
            return Open(path, SqliteOpenMode.ReadWrite, "PRAGMA query_only = ON");
        }
        // Where nothing can be written and no changes wait, nobody changes the file either.
        catch (SqliteException error) when (error.SqliteErrorCode is ReadOnly or CannotOpen && File.Exists(path) && !File.Exists(path + "-wal"))
        {
            return Open($"file:{Uri.EscapeDataString(Path.GetFullPath(path)).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", SqliteOpenMode.ReadOnly, "");
        }
    }

    /// <summary>Carries out statements.</summary>
    public static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row as a whole number; 0 where there is none.</summary>
    public static long Number(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    /// <summary>The rows of a query, each read by <paramref name="read"/>.</summary>
    public static IEnumerable<T> Rows<T>(SqliteConnection connection, string text, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return read(rows);
    }

    /// <summary>Does all of something or none of it; what is done is on the disk afterwards.</summary>
    public static void InTransaction(SqliteConnection connection, Action work)
    {
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            work();
            Execute(connection, "COMMIT");
        }
        catch
        {
            // A full disk has already rolled it back.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle!) == 0)
                Execute(connection, "ROLLBACK");
            throw;
        }
    }

    /// <summary>Does something with a ledger, and says in words what SQLite's refusals mean.</summary>
    /// <exception cref="InputException">The file is damaged, is no ledger, or cannot be opened.</exception>
    /// <exception cref="IOException">It can be read, and what was to be added could not be written.</exception>
    public static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw Explained(path, error);
        }
    }

    /// <summary>A refusal of SQLite in words.</summary>
    public static Exception Explained(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        Corrupt or NotADatabase => new InputException(
            $"{path}: the ledger is damaged ({Reason(error)}). Put back a copy of it, or start anew with --replace; the results that were published stay readable until then.", error),
        ReadOnly or CannotOpen or NoPermission => new InputException(
            $"{path}: the ledger cannot be opened for writing ({Reason(error)}). Make file and folder writable, or give another folder with --output.", error),
        Full => new IOException("The disk is full.", error),
        _ => new IOException($"{Shown.Sentence(Reason(error))}", error),
    };

    private static SqliteConnection Open(string path, SqliteOpenMode mode, string settings)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        try
        {
            connection.Open();
            Execute(connection, settings);
            // Nothing has been read so far, and so nothing refused.
            Number(connection, "PRAGMA user_version");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // "SQLite Error 11: 'database disk image is malformed'." without the frame.
    private static string Reason(SqliteException error)
    {
        string[] parts = error.Message.Split('\'');
        return parts.Length >= 3 ? string.Join('\'', parts[1..^1]) : error.Message;
    }
}
