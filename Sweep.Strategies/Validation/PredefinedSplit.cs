using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Takes the folds that the data has: a row is judged in the fold that it is given to, and learned from in all others; one given to −1 is never judged.</summary>
/// <remarks>The folds of scikit-learn's PredefinedSplit, ascending.</remarks>
public sealed record PredefinedSplit : ISplitter
{
    /// <inheritdoc/>
    public SplitNeeds Needs => SplitNeeds.Folds;

    /// <inheritdoc/>
    public SplitOrder Order => SplitOrder.Fixed;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows) => Numbers(rows).Length;

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        int[] numbers = Numbers(rows);
        return FoldAssignment.Folds(Array.ConvertAll(rows.Folds!, number => Array.IndexOf(numbers, number)), numbers.Length);
    }

    private static int[] Numbers(SplitRows rows)
    {
        if (rows.Folds is not { } folds)
            throw new ArgumentException("predefined needs to know in which fold each row is judged. Name the column that says so: fold: COLUMN.");
        int[] numbers = [.. folds.Distinct().Where(number => number >= 0).Order()];
        if (numbers.Length == 0)
            throw new ArgumentException("No row is given to a fold: all have -1, which stands for none. Give some rows a fold, from 0.");
        return folds.Any(number => number != numbers[0])
            ? numbers
            : throw new ArgumentException($"All rows are given to fold {numbers[0]}: none is left to learn from. Give some rows -1, or another fold.");
    }
}
