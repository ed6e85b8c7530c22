using Microsoft.Data.Sqlite;
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

    /// <summary>How many of them judge, where others choose.</summary>
    public const string Judging = "judging folds";

    /// <summary>What is ranked by.</summary>
    public const string Metric = "metric.name";

    /// <summary>Whether more of it is better.</summary>
    public const string Goal = "metric.goal";

    /// <summary>The goal of which more is better.</summary>
    public const string Maximize = "maximize";

    private const string DataDigest = "data digest";
    private const string Version = "program version";

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
        // Only there: ledgers of before have no such part.
        if (study.JudgingFolds < study.Folds.Count)
            parts[Judging] = $"{study.JudgingFolds}";
        parts[Metric] = study.Metric.Name;
        parts[Goal] = study.Metric.Maximize ? Maximize : "minimize";
        return new StudyIdentity(parts);
    }

    /// <summary>The identity that a ledger was last used with; null where it is new.</summary>
    public static StudyIdentity? In(SqliteConnection connection)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Sql.Rows(
            connection, "SELECT key, value FROM study ORDER BY run", row => (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1))))
        {
            if (value is null)
                parts.Remove(name);
            else
                parts[name] = value;
        }
        return parts.Count == 0 ? null : new StudyIdentity(parts);
    }

    /// <summary>Writes into a ledger that it is this study's from now on.</summary>
    public void Claim(SqliteConnection connection, long run)
    {
        using var insert = new Statement(connection, "INSERT INTO study VALUES ($1, $2, $3)");
        foreach (var change in (In(connection) ?? new StudyIdentity(new Dictionary<string, string>())).ChangesTo(this))
            insert.Bind(1, run).Bind(2, change.Name).Bind(3, change.Now).Execute();
    }

    /// <summary>What is different in another identity.</summary>
    public IReadOnlyList<StudyChange> ChangesTo(StudyIdentity other) =>
    [
        .. Parts.Keys.Union(other.Parts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => new StudyChange(name, Parts.GetValueOrDefault(name), other.Parts.GetValueOrDefault(name)))
            .Where(change => change.Before != change.Now),
    ];
}
