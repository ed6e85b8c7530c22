using Microsoft.Data.Sqlite;
using Sweep.Core.Contracts;

namespace Sweep.Runner.Ledger;

/// <summary>The tables of a ledger, and the way from one version of them to the next.</summary>
/// <remarks>
/// Rows are only added. A fit's result is its row in <c>fits</c> with the highest attempt; what did not give a result is told by
/// <c>attempts</c>. <c>epochs.figures</c> holds doubles, little-endian, row after row: the epoch, then the objective's figures; <c>steps.figures</c> the
/// step, then learning rate, loss and gradient norm.
/// </remarks>
internal static class LedgerSchema
{
    // "HySw": tells a ledger from other SQLite files.
    private const int ApplicationId = 0x48795377;

    // Step n leads from version n to version n + 1; a new ledger goes all the way from 0. A published step never changes.
    private static readonly string[] _steps =
    [
        """
        CREATE TABLE study (
            run INTEGER NOT NULL, key TEXT NOT NULL, value TEXT,
            PRIMARY KEY (run, key)) WITHOUT ROWID;
        CREATE TABLE runs (
            run INTEGER PRIMARY KEY, started TEXT NOT NULL, version TEXT NOT NULL, machine TEXT NOT NULL, process TEXT NOT NULL);
        CREATE TABLE trials (
            trial INTEGER PRIMARY KEY, configuration TEXT NOT NULL);
        CREATE TABLE fits (
            fit INTEGER NOT NULL, attempt INTEGER NOT NULL, run INTEGER NOT NULL, state INTEGER NOT NULL, score REAL, epochs INTEGER NOT NULL,
            steps INTEGER NOT NULL, diverged_at_step INTEGER, weights_digest TEXT, error TEXT, seconds REAL NOT NULL,
            PRIMARY KEY (fit, attempt)) WITHOUT ROWID;
        CREATE TABLE attempts (
            fit INTEGER NOT NULL, attempt INTEGER NOT NULL, event TEXT NOT NULL, run INTEGER NOT NULL, time TEXT NOT NULL, reason TEXT, seconds REAL,
            PRIMARY KEY (fit, attempt, event)) WITHOUT ROWID;
        CREATE TABLE epochs (
            fit INTEGER NOT NULL, attempt INTEGER NOT NULL, first INTEGER NOT NULL, figures BLOB NOT NULL,
            PRIMARY KEY (fit, attempt, first)) WITHOUT ROWID;
        CREATE TABLE checkpoints (
            checkpoint INTEGER PRIMARY KEY, fit INTEGER NOT NULL, attempt INTEGER NOT NULL, time TEXT NOT NULL, bytes INTEGER NOT NULL);
        """,
        """
        ALTER TABLE fits ADD COLUMN diverged_reason INTEGER;
        ALTER TABLE fits ADD COLUMN kept_epoch INTEGER;
        ALTER TABLE fits ADD COLUMN stopped_early INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE steps (
            fit INTEGER NOT NULL, attempt INTEGER NOT NULL, first INTEGER NOT NULL, figures BLOB NOT NULL,
            PRIMARY KEY (fit, attempt, first)) WITHOUT ROWID;
        """,
    ];

    /// <summary>Makes the tables of a new ledger, and brings those of an older one up to date.</summary>
    /// <exception cref="InputException">The file is no ledger, or a newer program made it.</exception>
    public static void Apply(SqliteConnection connection, string path)
    {
        long version = Check(connection, path);
        while (version < _steps.Length)
        {
            string step = _steps[version++];
            Sql.InTransaction(connection, () =>
            {
                Sql.Execute(connection, step);
                Sql.Execute(connection, $"PRAGMA application_id = {ApplicationId}");
                Sql.Execute(connection, $"PRAGMA user_version = {version}");
            });
        }
    }

    /// <summary>Makes sure that a file is a ledger that this program knows, and returns its version; 0 is that of an empty file.</summary>
    public static long Check(SqliteConnection connection, string path)
    {
        long version = Sql.Number(connection, "PRAGMA user_version"), application = Sql.Number(connection, "PRAGMA application_id");
        long tables = Sql.Number(connection, "SELECT count(*) FROM sqlite_schema");
        if (version == 0 && application == 0 && tables == 0)
            return 0;
        if (application != ApplicationId || version < 1)
            throw new InputException($"{path}: this is a SQLite file, but no ledger of HyperSweep. Give another folder with --output, or take the file away.");
        return version <= _steps.Length
            ? version
            : throw new InputException(
                $"{path}: the ledger has version {version}; this program knows versions up to {_steps.Length}. Use the newer program that made it.");
    }
}
