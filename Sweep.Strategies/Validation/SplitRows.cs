namespace Sweep.Strategies.Validation;

/// <summary>What a splitter is told of the rows that it splits.</summary>
/// <param name="Count">Number of rows.</param>
public sealed record SplitRows(int Count)
{
    /// <summary>The class number of each row; null for a numeric target.</summary>
    public int[]? Classes { get; init; }

    /// <summary>The number of each row's group, whose rows belong together; null where nobody said which.</summary>
    public int[]? Groups { get; init; }

    /// <summary>The fold in which each row is to be judged, −1 for none; null where nobody said which.</summary>
    public int[]? Folds { get; init; }

    /// <summary>What is known of some of the rows.</summary>
    public SplitRows Of(int[] rows) => new(rows.Length)
    {
        Classes = Those(rows, Classes),
        Groups = Those(rows, Groups),
        Folds = Those(rows, Folds),
    };

    /// <summary>The rows of each group, the groups ascending.</summary>
    /// <param name="kind">Who needs them, as the study file names it.</param>
    /// <exception cref="ArgumentException">There are no groups.</exception>
    internal int[][] ByGroup(string kind) => Groups is { } groups
        ? [.. Enumerable.Range(0, Count).GroupBy(row => groups[row]).OrderBy(group => group.Key).Select(group => group.ToArray())]
        : throw new ArgumentException($"{kind} needs to know which rows belong together. Name the column that says so: groups: COLUMN.");

    /// <summary>The class of each row.</summary>
    /// <param name="instead">The kind that does without.</param>
    /// <exception cref="ArgumentException">The target is a number.</exception>
    internal int[] RequireClasses(string instead) =>
        Classes ?? throw new ArgumentException($"Only classes can be stratified, and the target is a number. Use {instead}.");

    private static int[]? Those(int[] rows, int[]? values) => values is null ? null : Array.ConvertAll(rows, row => values[row]);
}
