using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Draws rows anew for every fold, of each class its share to within one row.</summary>
/// <remarks>
/// Sizes and refusals are those of scikit-learn's StratifiedShuffleSplit. Of each class its exact share is rounded down, and the rows that
/// are missing come from the classes that lost most by it, by chance among equals.
/// </remarks>
public sealed record StratifiedShuffleSplit : ISplitter
{
    /// <summary>How often rows are drawn. At least 1.</summary>
    public required int Folds { get; init => field = Check.AtLeast(1, value); }

    /// <summary>Rows to judge by: a share of all, rounded up, or a number.</summary>
    public PartSize TestSize { get; init; } = PartSize.Of(0.1);

    /// <summary>Rows to learn from: a share of all, rounded down, or a number. Left out: all others.</summary>
    public PartSize? TrainSize { get; init; }

    /// <inheritdoc/>
    public SplitNeeds Needs => SplitNeeds.Classes;

    /// <inheritdoc/>
    public SplitOrder Order => SplitOrder.Drawn;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows)
    {
        Sizes(rows, RowsOfClass(rows));
        return Folds;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[][] classes = RowsOfClass(rows);
        var (judged, learned) = Sizes(rows, classes);
        var folds = new Fold[Folds];
        foreach (ref var fold in folds.AsSpan())
        {
            int[] sizes = [.. classes.Select(members => members.Length)];
            int[] validation = Shares(sizes, judged, random);
            int[] training = Shares([.. sizes.Select((size, number) => size - validation[number])], learned, random);
            foreach (int[] members in classes)
                random.Shuffle(members.AsSpan());
            fold = new Fold(
                [.. classes.SelectMany((members, number) => members.Skip(validation[number]).Take(training[number])).Order()],
                [.. classes.SelectMany((members, number) => members.Take(validation[number])).Order()]);
        }
        return folds;
    }

    private (int Judged, int Learned) Sizes(SplitRows rows, int[][] classes)
    {
        int smallest = classes.Min(members => members.Length);
        if (smallest < 2)
            throw new ArgumentException("A class with 1 row cannot be both learned and judged. Leave it out, or use shuffle_split.");
        var (judged, learned) = PartSize.Sizes(TestSize, TrainSize, rows.Count, "rows");
        return judged >= classes.Length && learned >= classes.Length
            ? (judged, learned)
            : throw new ArgumentException($"{judged} rows to judge by and {learned} to learn from do not reach {classes.Length} classes. Use larger parts, or shuffle_split.");
    }

    private static int[][] RowsOfClass(SplitRows rows)
    {
        int[] classes = rows.RequireClasses("shuffle_split");
        return [.. Enumerable.Range(0, rows.Count).GroupBy(row => classes[row]).OrderBy(group => group.Key).Select(group => group.ToArray())];
    }

    // The largest remainders, in whole numbers, so that equals are equal.
    private static int[] Shares(int[] sizes, int drawn, RandomStream random)
    {
        long all = sizes.Sum(size => (long)size);
        int[] shares = [.. sizes.Select(size => (int)((long)size * drawn / all))];
        int[] order = [.. Enumerable.Range(0, sizes.Length)];
        random.Shuffle(order.AsSpan());
        foreach (int number in order.OrderByDescending(number => (long)sizes[number] * drawn % all).Take(drawn - shares.Sum()))
            shares[number]++;
        return shares;
    }
}
