using Microsoft.Data.Sqlite;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Ledger;

/// <summary>Reads a ledger beside its writer: what has been acknowledged, and nothing else. It belongs to one thread.</summary>
internal sealed class LedgerReader : IDisposable
{
    private const string FitColumns = "fit, attempt, state, score, epochs, steps, diverged_at_step, weights_digest, error, seconds, diverged_reason, kept_epoch, stopped_early";

    // Learning rate, loss and gradient norm.
    private const int StepFigures = 3;

    private readonly SqliteConnection _connection;
    private readonly Study _study;

    private LedgerReader(Study study, SqliteConnection connection) => (_study, _connection) = (study, connection);

    /// <summary>Opens the ledger of a study, which has been claimed.</summary>
    public static LedgerReader Open(Study study, string directory)
    {
        string path = Path.Combine(directory, StudyLedger.FileName);
        return Sql.Guarded(path, () => new LedgerReader(study, Sql.OpenForReading(path)));
    }

    /// <summary>Every fit that has a result, with the state of its last attempt.</summary>
    public IEnumerable<(long Fit, FitState State)> States() => Last(
        Rows("SELECT fit, state FROM fits ORDER BY fit, attempt", row => (Fit: row.Number(0), State: (FitState)row.Number(1))),
        row => row.Fit);

    /// <summary>How many attempts a fit has had, for all fits of which some attempt gave no result, or whose result failed.</summary>
    public Dictionary<long, int> Attempts() => Sql.Rows(
        _connection,
        $"SELECT fit, max(attempt) FROM (SELECT fit, attempt FROM attempts UNION ALL SELECT fit, attempt FROM fits WHERE state = {(int)FitState.Failed} OR attempt > 1) GROUP BY fit",
        row => (Fit: row.GetInt64(0), Attempt: row.GetInt32(1))).ToDictionary(row => row.Fit, row => row.Attempt);

    /// <summary>Tells this ledger from any other, also from an earlier one of the same study, and from itself before the study was changed.</summary>
    public string Id => Sql.Rows(
        _connection, "SELECT started || ' by ' || process || ', ' || (SELECT count(*) FROM study) || ' settings' FROM runs WHERE run = 1", row => row.GetString(0)).First();

    /// <summary>How many results there are for the fits of some trials, those of repeated attempts counted, too.</summary>
    public long Results(long firstTrial, long endTrial) => Sql.Number(
        _connection, $"SELECT count(*) FROM fits WHERE fit >= {firstTrial * _study.Folds.Count} AND fit < {endTrial * _study.Folds.Count}");

    /// <summary>The fits of every trial whose fits have all ended, in the order of the trials and of the folds.</summary>
    /// <param name="firstTrial">The first trial.</param>
    /// <param name="endTrial">The one after the last.</param>
    /// <param name="curves">Whether the epochs are wanted, too.</param>
    public IEnumerable<IReadOnlyList<FitRecord>> Trials(long firstTrial, long endTrial, bool curves)
    {
        var fits = new List<FitRecord>(_study.Folds.Count);
        foreach (var fit in Fits(firstTrial * _study.Folds.Count, endTrial * _study.Folds.Count, curves, steps: curves))
        {
            if (fits.Count > 0 && fits[0].Result.Trial != fit.Result.Trial)
                fits.Clear();
            fits.Add(fit);
            if (fits.Count < _study.Folds.Count)
                continue;
            yield return fits;
            fits.Clear();
        }
    }

    /// <summary>The results of fits, in order.</summary>
    /// <param name="first">The first fit.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="curves">Whether the epochs are wanted, too.</param>
    /// <param name="steps">Whether the steps that were noted are wanted, too.</param>
    public IEnumerable<FitRecord> Fits(long first, long end, bool curves, bool steps = false)
    {
        using var epochs = curves ? new EpochCursor(_connection, "epochs", first, end) : null;
        using var noted = steps ? new EpochCursor(_connection, "steps", first, end) : null;
        int figures = _study.Objective.Figures.Count;
        Configuration? configuration = null;
        long trial = -1;
        var rows = Rows($"SELECT {FitColumns} FROM fits WHERE fit >= {first} AND fit < {end} ORDER BY fit, attempt", ReadFit);
        foreach (var row in Last(rows, row => row.Fit))
        {
            // Folds of a trial come one after the other.
            if (row.Fit / _study.Folds.Count != trial)
            {
                trial = row.Fit / _study.Folds.Count;
                configuration = _study.Suggest(trial);
            }
            var result = new FitResult(
                row.Fit, trial, row.Attempt, configuration!, _study.Folds[(int)(row.Fit % _study.Folds.Count)], row.Outcome, row.Epochs, row.Duration);
            yield return new FitRecord(result, new Curve(epochs?.Read(row.Fit, row.Attempt) ?? [], figures), new Curve(noted?.Read(row.Fit, row.Attempt) ?? [], StepFigures));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static (long Fit, int Attempt, int Epochs, FitOutcome Outcome, TimeSpan Duration) ReadFit(Statement row) => (
        row.Number(0),
        (int)row.Number(1),
        (int)row.Number(4),
        new FitOutcome
        {
            State = (FitState)row.Number(2),
            Score = row.IsNull(3) ? double.NaN : row.Real(3),
            Steps = row.Number(5),
            DivergedAtStep = row.IsNull(6) ? null : row.Number(6),
            WeightsDigest = row.Text(7),
            Error = row.Text(8),
            DivergedBy = row.IsNull(10) ? null : (DivergenceReason)row.Number(10),
            KeptEpoch = row.IsNull(11) ? null : (int)row.Number(11),
            StoppedEarly = row.Number(12) != 0,
        },
        TimeSpan.FromSeconds(row.Real(9)));

    private IEnumerable<T> Rows<T>(string query, Func<Statement, T> read)
    {
        using var row = new Statement(_connection, query);
        while (row.Read())
            yield return read(row);
    }

    // The last attempt of each fit: the others were tried again.
    private static IEnumerable<T> Last<T>(IEnumerable<T> rows, Func<T, long> fit)
    {
        bool any = false;
        T held = default!;
        foreach (var row in rows)
        {
            if (any && fit(row) != fit(held))
                yield return held;
            (any, held) = (true, row);
        }
        if (any)
            yield return held;
    }
}
