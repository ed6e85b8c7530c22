using Microsoft.Data.Sqlite;
using Sweep.Core.Contracts;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Ledger;

/// <summary>What makes a study the one that a ledger belongs to: every setting of its file, its data, and the program.</summary>
/// <param name="Parts">Names and values.</param>
internal sealed record StudyIdentity(IReadOnlyDictionary<string, string> Parts)
{
    /// <summary>The study's name.</summary>
    public const string Name = "name";

    /// <summary>How many trials there are.</summary>
    public const string Trials = "trials";

    /// <summary>How many fits a trial has.</summary>
    public const string Folds = "folds";

    /// <summary>What is ranked by.</summary>
    public const string Metric = "metric.name";

    /// <summary>Whether more of it is better.</summary>
    public const string Goal = "metric.goal";

    /// <summary>The goal of which more is better.</summary>
    public const string Maximize = "maximize";

    private const string DataDigest = "data digest";
    private const string Version = "program version";
    private const string Missing = "nothing";

    /// <summary>The identity of a study.</summary>
    public static StudyIdentity Of(Study study)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [DataDigest] = study.Source.DataDigest,
            [Version] = ProgramVersion.Number,
        };
        foreach (var (name, value) in study.Source.Settings)
            parts[name] = value;
        // Whether the file says so, or leaves it to be counted or known.
        parts[Name] = study.Name;
        parts[Trials] = $"{study.Trials}";
        parts[Folds] = $"{study.Folds.Count}";
        parts[Metric] = study.Metric.Name;
        parts[Goal] = study.Metric.Maximize ? Maximize : "minimize";
        return new StudyIdentity(parts);
    }

    /// <summary>The identity that a ledger was last used with; null where it is new.</summary>
    public static StudyIdentity? In(SqliteConnection connection)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Sql.Rows(connection, "SELECT key, value FROM study ORDER BY run", row => (row.GetString(0), row.GetString(1))))
        {
            if (value == Missing)
                parts.Remove(name);
            else
                parts[name] = value;
        }
        return parts.Count == 0 ? null : new StudyIdentity(parts);
    }

    /// <summary>Makes a ledger this study's own, or makes sure that it is.</summary>
    /// <exception cref="InputException">Something differs that could alter what has been found.</exception>
    public void Claim(SqliteConnection connection, long run, string directory)
    {
        var before = In(connection);
        var changes = before is null
            ? [.. Parts.Select(part => (part.Key, Before: Missing, Now: part.Value))]
            : before.Changes(this);
        var refused = before is null ? [] : changes.Where(change => !Harmless(change.Key, change.Before, change.Now)).ToArray();
        if (refused.Length > 0)
        {
            throw new InputException(
                $"{directory}: this folder holds the results of another study, or of this one before it was changed. What differs:\n" +
                string.Concat(refused.Select(change => $"  {change.Key}: {Shown.Quoted(change.Before)} there, {Shown.Quoted(change.Now)} here\n")) +
                "Change it back, give another folder with --output, or start anew with --replace.");
        }

        var insert = new Statement(connection, "INSERT INTO study VALUES ($1, $2, $3)");
        foreach (var (key, _, now) in changes)
            insert.Execute(run, key, now);
    }

    /// <summary>What is different in another identity.</summary>
    public (string Key, string Before, string Now)[] Changes(StudyIdentity other) =>
    [
        .. Parts.Keys.Union(other.Parts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(key => (key, Parts.GetValueOrDefault(key, Missing), other.Parts.GetValueOrDefault(key, Missing)))
            .Where(change => change.Item2 != change.Item3),
    ];

    // What cannot alter a fit that has ended.
    private static bool Harmless(string key, string before, string now) =>
        key is Name or "question" or "data.file"
        || key.StartsWith("limits.", StringComparison.Ordinal)
        || (key == Trials && long.TryParse(before, out long few) && long.TryParse(now, out long many) && many >= few);
}
