using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Ledger;

/// <summary>The durable record of a study, and the one place that knows its state. It belongs to one process, and in it to one thread.</summary>
/// <remarks>What has been added in a transaction survives the death of the process and the loss of power; what has not, never happened.</remarks>
internal sealed class StudyLedger : IDisposable
{
    /// <summary>The ledger's file in a results folder.</summary>
    public const string FileName = "ledger.sqlite";

    // Numbers of a blob of steps: far below what SQLite can hold in one.
    private const int PackedSteps = 1 << 20;

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly Statement _trial;
    private readonly Statement _fit;
    private readonly Statement _attempt;
    private readonly Statement _epochs;
    private readonly Statement _steps;
    private readonly Statement _checkpoint;
    private readonly Study _study;

    private StudyLedger(Study study, string path, SqliteConnection connection, TimeProvider time)
    {
        (_study, Path, _connection, _time) = (study, path, connection, time);
        Run = Sql.Number(connection, "SELECT max(run) FROM runs") + 1;
        _trial = new Statement(connection, "INSERT OR IGNORE INTO trials VALUES ($1, $2)");
        _fit = new Statement(connection, "INSERT INTO fits VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
        _attempt = new Statement(connection, "INSERT OR IGNORE INTO attempts VALUES ($1, $2, $3, $4, $5, $6, $7)");
        _epochs = new Statement(connection, "INSERT INTO epochs VALUES ($1, $2, $3, $4)");
        _steps = new Statement(connection, "INSERT INTO steps VALUES ($1, $2, $3, $4)");
        _checkpoint = new Statement(connection, "INSERT INTO checkpoints (fit, attempt, time, bytes) VALUES ($1, $2, $3, $4)");
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The number of this run of the study, from 1.</summary>
    public long Run { get; }

    /// <summary>Opens the ledger of a study, which must be this one, or makes a new one.</summary>
    /// <exception cref="Core.Contracts.InputException">It belongs to another study, is damaged or cannot be written.</exception>
    public static StudyLedger Open(Study study, string directory, TimeProvider time)
    {
        string path = System.IO.Path.Combine(directory, FileName);
        return Sql.Guarded(path, () =>
        {
            LedgerGrowth.Fit(study, directory);
            var connection = Sql.OpenForWriting(path);
            try
            {
                var ledger = new StudyLedger(study, path, connection, time);
                Sql.InTransaction(connection, () => ledger.Begin());
                return ledger;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    /// <summary>Adds entries, all of them or none; when this returns, they are on the disk.</summary>
    public void Add(IReadOnlyList<LedgerEntry> entries) => Sql.Guarded(Path, () =>
    {
        Sql.InTransaction(_connection, () =>
        {
            foreach (var entry in entries)
                Add(entry);
        });
        return true;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in new[] { _trial, _fit, _attempt, _epochs, _steps, _checkpoint })
            statement.Dispose();
        _connection.Dispose();
    }

    private string Now => _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);

    private void Begin()
    {
        StudyIdentity.Of(_study).Claim(_connection, Run);
        using (var run = new Statement(_connection, "INSERT INTO runs VALUES ($1, $2, $3, $4, $5)"))
        {
            run.Bind(1, Run).Bind(2, Now).Bind(3, ProgramVersion.Number)
                .Bind(4, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores")
                .Bind(5, $"{Environment.ProcessId} on {Environment.MachineName}")
                .Execute();
        }
        CloseLostAttempts();
    }

    private void Add(LedgerEntry entry)
    {
        switch (entry)
        {
            case FitEnded(var result, int first, var rows, _) ended:
                _trial.Bind(1, result.Trial).Bind(2, ConfigurationText.Of(result.Configuration)).Execute();
                AddEpochs(entry, first, rows);
                AddSteps(entry, ended.Steps.Span);
                var outcome = result.Outcome;
                _fit.Bind(1, result.Number).Bind(2, result.Attempt).Bind(3, Run).Bind(4, (long)outcome.State)
                    .Bind(5, double.IsNaN(outcome.Score) ? null : outcome.Score).Bind(6, result.Epochs).Bind(7, outcome.Steps).Bind(8, outcome.DivergedAtStep)
                    .Bind(9, outcome.WeightsDigest).Bind(10, outcome.Error).Bind(11, (double?)result.Duration.TotalSeconds)
                    .Bind(12, (long?)outcome.DivergedBy).Bind(13, (long?)outcome.KeptEpoch).Bind(14, outcome.StoppedEarly ? 1L : 0)
                    .Execute();
                break;
            case EpochsSeen(_, _, int first, var rows):
                AddEvent(entry, "running", null, null);
                AddEpochs(entry, first, rows);
                break;
            case AttemptEnded(_, _, string what, string reason, var duration):
                AddEvent(entry, what, reason, duration);
                break;
            case CheckpointSaved(_, _, long bytes):
                AddEvent(entry, "running", null, null);
                _checkpoint.Bind(1, entry.Fit).Bind(2, entry.Attempt).Bind(3, Now).Bind(4, bytes).Execute();
                break;
            default:
                throw new ArgumentException($"{entry.GetType().Name} cannot be added to a ledger.", nameof(entry));
        }
    }

    private void AddEvent(LedgerEntry entry, string what, string? reason, TimeSpan? duration) => _attempt
        .Bind(1, entry.Fit).Bind(2, entry.Attempt).Bind(3, what).Bind(4, Run).Bind(5, Now).Bind(6, reason).Bind(7, duration?.TotalSeconds)
        .Execute();

    private void AddEpochs(LedgerEntry entry, int first, IReadOnlyList<double[]> rows)
    {
        if (rows.Count > 0)
            _epochs.Bind(1, entry.Fit).Bind(2, entry.Attempt).Bind(3, first).Bind(4, EpochBytes.Of(rows)).Execute();
    }

    private void AddSteps(LedgerEntry entry, ReadOnlySpan<double> steps)
    {
        for (int first = 0; first < steps.Length; first += PackedSteps)
        {
            var part = steps[first..Math.Min(first + PackedSteps, steps.Length)];
            _steps.Bind(1, entry.Fit).Bind(2, entry.Attempt).Bind(3, first).Bind(4, EpochBytes.Of(part)).Execute();
        }
    }

    // Attempts that were under way when the process was killed.
    private void CloseLostAttempts()
    {
        using var close = new Statement(
            _connection,
        """
        INSERT INTO attempts
        SELECT fit, attempt, 'lost', $1, $2, 'The program ended while the attempt ran.', NULL FROM attempts AS open
        WHERE event = 'running'
            AND NOT EXISTS (SELECT 1 FROM attempts AS ended WHERE ended.fit = open.fit AND ended.attempt = open.attempt AND ended.event <> 'running')
            AND NOT EXISTS (SELECT 1 FROM fits WHERE fits.fit = open.fit AND fits.attempt = open.attempt)
        """);
        close.Bind(1, Run).Bind(2, Now).Execute();
    }
}
