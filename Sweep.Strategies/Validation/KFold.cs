using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Splits the rows into folds of equal size, whatever their target. The first folds take a row more where they don't go up.</summary>
/// <remarks>Without shuffling the folds are those of scikit-learn's KFold.</remarks>
public sealed record KFold : ISplitter
{
    /// <summary>How many folds the rows are split into. At least 2.</summary>
    public required int Folds { get; init => field = Check.AtLeast(2, value); }

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows) => rows.Count >= Folds
        ? Folds
        : throw new ArgumentException($"{rows.Count} rows do not reach {Folds} folds. Use at most {rows.Count} folds.");

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        CountFolds(rows);
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        random?.Shuffle(order.AsSpan());
        var foldOfRow = new int[rows.Count];
        for (int fold = 0, next = 0; fold < Folds; fold++)
        {
            int size = rows.Count / Folds + (fold < rows.Count % Folds ? 1 : 0);
            for (int i = 0; i < size; i++)
                foldOfRow[order[next++]] = fold;
        }
        return FoldAssignment.Folds(foldOfRow, Folds);
    }
}
