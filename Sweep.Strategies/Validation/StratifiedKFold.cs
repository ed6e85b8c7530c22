using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Splits the rows into folds in which every class has its share, to within one row.</summary>
/// <remarks>
/// Classes are numbered by first appearance and the labels sorted; fold i takes of each class what stands at positions
/// i, i + k, i + 2k, … so that folds differ by at most one row in size too. Without shuffling the folds are those of
/// scikit-learn's StratifiedKFold.
/// </remarks>
public sealed record StratifiedKFold : ISplitter
{
    /// <summary>How many folds the rows are split into. At least 2.</summary>
    public required int Folds { get; init => field = Check.AtLeast(2, value); }

    /// <inheritdoc/>
    public SplitNeeds Needs => SplitNeeds.Classes;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows)
    {
        int largest = rows.RequireClasses("k_fold").CountBy(number => number).Max(entry => entry.Value);
        return largest >= Folds
            ? Folds
            : throw new ArgumentException($"No class reaches {Folds} folds: the largest has {largest} rows. Use at most {largest} folds.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        CountFolds(rows);
        int[] classes = rows.RequireClasses("k_fold");
        var foldOfRow = new int[rows.Count];
        int position = 0;
        foreach (int[] members in Enumerable.Range(0, rows.Count).GroupBy(row => classes[row]).Select(group => group.ToArray()))
        {
            var counts = new int[Folds];
            for (int i = 0; i < members.Length; i++)
                counts[position++ % Folds]++;
            int[] folds = [.. counts.SelectMany((count, fold) => Enumerable.Repeat(fold, count))];
            random?.Shuffle(folds.AsSpan());
            for (int i = 0; i < members.Length; i++)
                foldOfRow[members[i]] = folds[i];
        }
        return FoldAssignment.Folds(foldOfRow, Folds);
    }
}
