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
    public int Folds { get; init => field = Check.AtLeast(2, value); } = 5;

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(int rows, int[]? classOfRow, RandomStream? random)
    {
        if (classOfRow is null)
            throw new ArgumentException("Only classes can be stratified, and the target is a number. Use k_fold.");

        int[][] rowsOfClass = [.. Enumerable.Range(0, rows).GroupBy(row => classOfRow[row]).Select(group => group.ToArray())];
        int largest = rowsOfClass.Max(members => members.Length);
        if (largest < Folds)
            throw new ArgumentException($"No class reaches {Folds} folds: the largest has {largest} rows. Use at most {largest} folds.");

        var foldOfRow = new int[rows];
        int position = 0;
        foreach (var members in rowsOfClass)
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
