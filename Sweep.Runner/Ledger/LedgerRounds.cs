using System.Globalization;
using Microsoft.Data.Sqlite;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Ledger;

/// <summary>Works out the rounds of an adaptive search from what a ledger has.</summary>
/// <remarks>
/// A round follows from those before it, and so is not kept but worked out again. It goes by the results that were there when it began: a fit that failed and was run again
/// later counts as it did then.
/// </remarks>
internal static class LedgerRounds
{
    /// <summary>The study with all rounds that have begun or can begin.</summary>
    public static Study Of(Study study, string directory)
    {
        string path = Path.Combine(directory, StudyLedger.FileName);
        if (study.Search is not IAdaptiveSearch { GoesOn: true } search || !File.Exists(path))
            return study;
        return Sql.Guarded(path, () =>
        {
            using var connection = Sql.OpenForReading(path);
            // Of another study, or of an earlier version of the ledger, there is nothing to work out: whoever opens the ledger says what is the matter.
            return LedgerSchema.Check(connection, path) > 0 && StudyIdentity.In(connection)?.Parts[StudyIdentity.Folds] == $"{study.Folds.Count}"
                ? WithRounds(study, search, connection)
                : study;
        });
    }

    private static Study WithRounds(Study study, IAdaptiveSearch search, SqliteConnection connection)
    {
        var fits = FitsOf(connection, study.Folds.Count);
        (long Run, long Trials)[] claims =
        [
            .. Sql.Rows(connection, $"SELECT run, value FROM study WHERE key = '{StudyIdentity.Trials}' AND value IS NOT NULL ORDER BY run", row =>
                (row.GetInt64(0), long.Parse(row.GetString(1), CultureInfo.InvariantCulture))),
        ];
        study = study with { FurtherRounds = [] };
        var rounds = new List<IReadOnlyList<SearchResult>>();
        long first = 0;
        while (true)
        {
            var configurations = Enumerable.Range(0, (int)Math.Min(int.MaxValue, study.Trials - first)).Select(trial => study.Suggest(first + trial)).ToArray();
            long begun = claims.FirstOrDefault(claim => claim.Trials > study.Trials, (long.MaxValue, 0)).Item1;
            var results = ResultsOf(study.Folds, configurations, fits, begun) ?? ResultsOf(study.Folds, configurations, fits, long.MaxValue);
            if (results is null)
                return study;
            rounds.Add(results);
            var next = search.Next(study.Space, rounds, study.Metric.Maximize);
            if (next.Count == 0)
                return study;
            first = study.Trials;
            study = study with { FurtherRounds = [.. study.FurtherRounds, next] };
        }
    }

    // What the trials of a round had given before a run; null unless all of them had ended.
    private static SearchResult[]? ResultsOf(
        IReadOnlyList<StudyFold> studyFolds, Configuration[] configurations, Dictionary<string, List<(long Run, FitState State, double Score)>[]> fits, long before)
    {
        var results = new SearchResult[configurations.Length];
        foreach (var (index, configuration) in configurations.Index())
        {
            if (!fits.TryGetValue(ConfigurationText.Of(configuration), out var folds))
                return null;
            double[] scores = new double[folds.Length];
            bool completed = true;
            for (int fold = 0; fold < folds.Length; fold++)
            {
                int last = folds[fold].FindLastIndex(attempt => attempt.Run < before);
                if (last < 0)
                    return null;
                // An inner fold serves to choose, and does not judge.
                completed &= folds[fold][last].State is var state && (state == FitState.Completed || (studyFolds[fold].Inner is not null && state != FitState.Failed));
                scores[fold] = folds[fold][last].Score;
            }
            results[index] = new SearchResult(configuration, completed ? TrialResult.ObjectiveOf(studyFolds, scores) : double.NaN);
        }
        return results;
    }

    // By the configuration, as numbers may have changed: the results of each fold, attempt after attempt.
    private static Dictionary<string, List<(long Run, FitState State, double Score)>[]> FitsOf(SqliteConnection connection, int folds)
    {
        var trials = Sql.Rows(connection, "SELECT trial, configuration FROM trials", row => (Trial: row.GetInt64(0), Configuration: row.GetString(1)))
            .ToDictionary(row => row.Trial, _ => Enumerable.Range(0, folds).Select(_ => new List<(long, FitState, double)>(1)).ToArray());
        foreach (var (fit, run, state, score) in Sql.Rows(
            connection, "SELECT fit, run, state, score FROM fits ORDER BY fit, attempt",
            row => (row.GetInt64(0), row.GetInt64(1), (FitState)row.GetInt32(2), row.IsDBNull(3) ? double.NaN : row.GetDouble(3))))
        {
            trials[fit / folds][fit % folds].Add((run, state, score));
        }
        return Sql.Rows(connection, "SELECT trial, configuration FROM trials ORDER BY trial", row => (Trial: row.GetInt64(0), Configuration: row.GetString(1)))
            .DistinctBy(row => row.Configuration)
            .ToDictionary(row => row.Configuration, row => trials[row.Trial], StringComparer.Ordinal);
    }
}
