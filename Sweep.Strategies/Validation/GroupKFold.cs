using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Splits the rows into folds of about equal size, and never a group: rows of one patient or one day are judged by a network that has seen none of them.</summary>
/// <remarks>
/// Groups by falling size, each to the fold that has the fewest rows so far, the first of equals. Of groups of equal size the one with the
/// larger number goes first, so that without shuffling the folds are those of scikit-learn's GroupKFold. Shuffled, groups of equal size come
/// in any order, and then as many neighbours as there are folds change places: sizes stay balanced and repeats differ.
/// </remarks>
public sealed record GroupKFold : ISplitter
{
    /// <summary>How many folds the rows are split into. At least 2, and at most as many as there are groups.</summary>
    public required int Folds { get; init => field = Check.AtLeast(2, value); }

    /// <inheritdoc/>
    public SplitNeeds Needs => SplitNeeds.Groups;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows)
    {
        Groups(rows);
        return Folds;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        int[][] groups = Groups(rows);
        var foldOfRow = new int[rows.Count];
        var sizes = new int[Folds];
        foreach (int group in GroupOrder.ByFalling([.. groups.Select(group => (double)group.Length)], Folds, random, largerNumberFirst: true))
        {
            int lightest = Array.IndexOf(sizes, sizes.Min());
            sizes[lightest] += groups[group].Length;
            foreach (int row in groups[group])
                foldOfRow[row] = lightest;
        }
        return FoldAssignment.Folds(foldOfRow, Folds);
    }

    private int[][] Groups(SplitRows rows) => GroupOrder.Require(rows.ByGroup("group_k_fold"), Folds);
}
