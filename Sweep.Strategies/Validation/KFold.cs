using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Splits the rows into folds of equal size, whatever their target. The first folds take a row more where they don't go up.</summary>
/// <remarks>Without shuffling the folds are those of scikit-learn's KFold.</remarks>
public sealed record KFold : ISplitter
{
    /// <summary>How many folds the rows are split into. At least 2.</summary>
    public int Folds { get; init => field = Check.AtLeast(2, value); } = 5;

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(int rows, int[]? classOfRow, RandomStream? random)
    {
        if (rows < Folds)
            throw new ArgumentException($"{rows} rows do not reach {Folds} folds. Use at most {rows} folds.");

        int[] order = [.. Enumerable.Range(0, rows)];
        random?.Shuffle(order.AsSpan());
        var foldOfRow = new int[rows];
        for (int fold = 0, next = 0; fold < Folds; fold++)
        {
            int size = rows / Folds + (fold < rows % Folds ? 1 : 0);
            for (int i = 0; i < size; i++)
                foldOfRow[order[next++]] = fold;
        }
        return FoldAssignment.Folds(foldOfRow, Folds);
    }
}
