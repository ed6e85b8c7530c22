using Microsoft.Data.Sqlite;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Ledger;

/// <summary>Lets a study have other trials than before, as long as all that have results stay: their results are kept under their new numbers.</summary>
/// <remarks>A ledger of the new numbers is written aside and takes the place of the old one. What is told of attempts at trials without any result stays behind.</remarks>
internal static class LedgerGrowth
{
    private const string Grown = ".grown";

    /// <summary>Makes sure that a ledger belongs to a study, and brings its trials to the study's numbers.</summary>
    /// <param name="study">The study.</param>
    /// <param name="directory">Its results folder, locked by us.</param>
    /// <exception cref="InputException">Something differs that could alter what has been found.</exception>
    public static void Fit(Study study, string directory)
    {
        string path = Path.Combine(directory, StudyLedger.FileName);
        using var connection = Sql.OpenForWriting(path);
        LedgerSchema.Apply(connection, path);
        if (StudyIdentity.In(connection) is not { } before)
            return;
        var changes = before.ChangesTo(StudyIdentity.Of(study)).Where(change => !change.IsHarmless).ToArray();
        if (changes.Length == 0)
            return;
        if (changes.Any(change => !change.IsOfTrials))
            throw Refusal(directory, changes, "");

        if (KeepsNumbers(study, connection))
            return;
        var numbers = NumbersOf(study, connection, directory, changes);
        if (study.Pruner is not null)
            throw Refusal(directory, changes, "Trials would have other numbers, and a pruner looks back at those before. ");
        Write(connection, path + Grown, numbers, study.Folds.Count);
        long run = Sql.Number(connection, "SELECT max(run) FROM runs") + 1;
        // Changes that wait in a file beside the old ledger would be taken for changes of the new one.
        if (Sql.Number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") != 0)
            throw new InputException($"{path}: another program reads the ledger at this moment, and it must be renumbered for the new trials. Run the study again when that one has ended.");
        connection.Close();
        // What fits keep goes by their numbers; whoever resumes from a checkpoint of another would not end with the same bits.
        string fits = Path.Combine(directory, FitFiles.Folder);
        if (Directory.Exists(fits))
            Directory.Move(fits, $"{fits}-before-run-{run}");
        File.Move(path + Grown, path, overwrite: true);
    }

    /// <summary>Makes sure that a ledger, if there is one, belongs to a study, whatever its trials: for one that does not know them yet.</summary>
    /// <param name="study">The study.</param>
    /// <param name="directory">Its results folder.</param>
    /// <exception cref="InputException">Something else differs that could alter what has been found.</exception>
    public static void RequireSame(Study study, string directory)
    {
        string path = Path.Combine(directory, StudyLedger.FileName);
        if (!File.Exists(path))
            return;
        var before = Sql.Guarded(path, () =>
        {
            using var connection = Sql.OpenForReading(path);
            return LedgerSchema.Check(connection, path) > 0 ? StudyIdentity.In(connection) : null;
        });
        StudyChange[] changes = [.. before?.ChangesTo(StudyIdentity.Of(study)).Where(change => !change.IsHarmless && !change.IsOfTrials) ?? []];
        if (changes.Length > 0)
            throw Refusal(directory, changes, "");
    }

    private static bool KeepsNumbers(Study study, SqliteConnection connection) =>
        Trials(connection).All(row => row.Trial < study.Trials && ConfigurationText.Of(study.Suggest(row.Trial)) == row.Configuration);

    private static IEnumerable<(long Trial, string Configuration)> Trials(SqliteConnection connection) =>
        Sql.Rows(connection, "SELECT trial, configuration FROM trials ORDER BY trial", row => (row.GetInt64(0), row.GetString(1)));

    private static List<(long Before, long Now)> NumbersOf(Study study, SqliteConnection connection, string directory, StudyChange[] changes)
    {
        // Of equal configurations, which only a random search has, the first will do: their results are equal, too.
        var before = Trials(connection).DistinctBy(row => row.Configuration).ToDictionary(row => row.Configuration, row => row.Trial, StringComparer.Ordinal);
        var numbers = new List<(long, long)>(before.Count);
        for (long now = 0; now < study.Trials && before.Count > 0; now++)
        {
            if (before.Remove(ConfigurationText.Of(study.Suggest(now)), out long trial))
                numbers.Add((trial, now));
        }
        return before.Count == 0
            ? numbers
            : throw Refusal(directory, changes, $"More trials could be added, but {before.Count} that have results would no longer be there, such as {before.Keys.First()}. ");
    }

    private static void Write(SqliteConnection connection, string path, List<(long Before, long Now)> numbers, int folds)
    {
        foreach (string file in new[] { path, path + "-wal", path + "-shm" })
            File.Delete(file);
        using (var grown = Sql.OpenForWriting(path))
            LedgerSchema.Apply(grown, path);
        using (var attach = new Statement(connection, "ATTACH $1 AS grown"))
            attach.Bind(1, path).Execute();
        Sql.InTransaction(connection, () =>
        {
            Sql.Execute(connection, "CREATE TEMP TABLE numbers (before INTEGER PRIMARY KEY, now INTEGER NOT NULL)");
            using var insert = new Statement(connection, "INSERT INTO numbers VALUES ($1, $2)");
            foreach (var (before, now) in numbers)
                insert.Bind(1, before).Bind(2, now).Execute();
            string moved = $"now * {folds} + fit % {folds}", joined = $"JOIN numbers ON before = fit / {folds}";
            Sql.Execute(
                connection,
                $"""
                INSERT INTO grown.study SELECT * FROM main.study;
                INSERT INTO grown.runs SELECT * FROM main.runs;
                INSERT INTO grown.trials SELECT now, configuration FROM main.trials JOIN numbers ON before = trial;
                INSERT INTO grown.fits SELECT {moved}, attempt, run, state, score, epochs, steps, diverged_at_step, weights_digest, error, seconds, diverged_reason, kept_epoch, stopped_early FROM main.fits {joined};
                INSERT INTO grown.attempts SELECT {moved}, attempt, event, run, time, reason, seconds FROM main.attempts {joined};
                INSERT INTO grown.epochs SELECT {moved}, attempt, first, figures FROM main.epochs {joined};
                INSERT INTO grown.steps SELECT {moved}, attempt, first, figures FROM main.steps {joined};
                INSERT INTO grown.checkpoints SELECT checkpoint, {moved}, attempt, time, bytes FROM main.checkpoints {joined};
                """);
        });
        Sql.Execute(connection, "DETACH grown");
    }

    private static InputException Refusal(string directory, StudyChange[] changes, string why) => new(
        $"{directory}: this folder holds the results of another study, or of this one before it was changed. What differs:\n" +
        string.Concat(changes.Select(change => $"  {change}\n")) +
        why + "Change it back, give another folder with --output, or start anew with --replace.");
}
