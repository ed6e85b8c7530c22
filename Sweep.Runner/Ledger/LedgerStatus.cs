using System.Globalization;
using Microsoft.Data.Sqlite;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Ledger;

/// <summary>How far a study is, from its ledger alone: to be asked for while it runs, from anywhere.</summary>
/// <param name="Name">The study's name.</param>
/// <param name="Trials">Its trials.</param>
/// <param name="Fits">Its fits.</param>
/// <param name="States">Fits that have results, by state.</param>
/// <param name="Metric">What it ranks by.</param>
/// <param name="Best">The best trial so far: its number, configuration and mean; null where none has completed.</param>
/// <param name="Runs">Runs of the study: when each began, and the process.</param>
/// <param name="Lost">Attempts that were lost, as the program was killed.</param>
/// <param name="Retried">Attempts that failed and were made again.</param>
/// <param name="RunBy">Who runs it now; null where nobody does.</param>
internal sealed record LedgerStatus(
    string Name,
    long Trials,
    long Fits,
    IReadOnlyDictionary<FitState, long> States,
    string Metric,
    (long Trial, string Configuration, double Mean)? Best,
    IReadOnlyList<(string Started, string Process)> Runs,
    long Lost,
    long Retried,
    string? RunBy)
{
    /// <summary>Fits that have results.</summary>
    public long Done => States.Values.Sum();

    /// <summary>Reads the status of the study in a results folder.</summary>
    /// <exception cref="InputException">There is no study there, or its ledger cannot be read.</exception>
    public static LedgerStatus Of(string directory)
    {
        string path = Path.Combine(directory, StudyLedger.FileName);
        if (!File.Exists(path))
            throw new InputException($"{directory}: no study has been started here (there is no {StudyLedger.FileName}). Use hypersweep run, or name the folder with --output.");
        return Sql.Guarded(path, () =>
        {
            using var connection = Sql.OpenForReading(path);
            // Everything from one moment.
            Sql.Execute(connection, "BEGIN");
            LedgerSchema.Check(connection, path);
            var identity = StudyIdentity.In(connection)
                ?? throw new InputException($"{path}: the ledger is empty: the program ended before it knew the study. Run the study again.");
            long trials = long.Parse(identity.Parts[StudyIdentity.Trials], CultureInfo.InvariantCulture);
            long folds = long.Parse(identity.Parts[StudyIdentity.Folds], CultureInfo.InvariantCulture);
            long judging = identity.Parts.TryGetValue(StudyIdentity.Judging, out string? some) ? long.Parse(some, CultureInfo.InvariantCulture) : folds;
            bool maximize = identity.Parts[StudyIdentity.Goal] == StudyIdentity.Maximize;
            return new LedgerStatus(
                identity.Parts[StudyIdentity.Name],
                trials,
                checked(trials * folds),
                Sql.Rows(connection, $"SELECT state, count(*) FROM ({Latest}) GROUP BY state", row => ((FitState)row.GetInt32(0), row.GetInt64(1)))
                    .ToDictionary(row => row.Item1, row => row.Item2),
                identity.Parts[StudyIdentity.Metric],
                BestOf(connection, folds, judging, maximize),
                [.. Sql.Rows(connection, "SELECT started, process FROM runs ORDER BY run", row => (row.GetString(0), row.GetString(1)))],
                Sql.Number(connection, "SELECT count(*) FROM attempts WHERE event = 'lost'"),
                Sql.Number(connection, "SELECT count(*) FROM attempts WHERE event = 'failed'"),
                LedgerLock.Holder(directory));
        });
    }

    private const string Latest = "SELECT fit, max(attempt), state, score FROM fits GROUP BY fit";

    private static (long Trial, string Configuration, double Mean)? BestOf(SqliteConnection connection, long folds, long judging, bool maximize)
    {
        var best = Sql.Rows(
            connection,
            $"""
            SELECT fit / {folds}, avg(score) AS mean FROM ({Latest}) WHERE state = {(int)FitState.Completed} AND fit % {folds} < {judging}
            GROUP BY fit / {folds} HAVING count(score) = {judging} ORDER BY mean {(maximize ? "DESC" : "ASC")}, fit LIMIT 1
            """,
            row => (Trial: row.GetInt64(0), Mean: row.GetDouble(1))).ToArray();
        if (best.Length == 0)
            return null;
        string configuration = Sql.Rows(connection, $"SELECT configuration FROM trials WHERE trial = {best[0].Trial}", row => row.GetString(0)).First();
        return (best[0].Trial, configuration, best[0].Mean);
    }
}
