using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Walks forward through rows in the order of time: each fold learns from what came before the rows that it is judged by, and never from what came later.</summary>
/// <remarks>
/// Conventions of scikit-learn's TimeSeriesSplit. The folds' validation rows are the last ones, one block after the other: with a small
/// <see cref="TestSize"/> the early rows are learned from alone.
/// </remarks>
public sealed record TimeSeriesSplit : ISplitter
{
    /// <summary>How many blocks of rows are judged. At least 2.</summary>
    public required int Folds { get; init => field = Check.AtLeast(2, value); }

    /// <summary>Rows between those learned from and those judged by, which are neither. At least 0.</summary>
    public int Gap { get; init => field = Check.AtLeast(0, value); }

    /// <summary>Rows of a block. At least 1; left out: rows / (folds + 1), rounded down.</summary>
    public int? TestSize { get; init => field = value is { } rows ? Check.AtLeast(1, rows) : null; }

    /// <summary>The most rows that a fold learns from, the last ones before the gap. At least 1; left out: all of them.</summary>
    public int? MaxTrainSize { get; init => field = value is { } rows ? Check.AtLeast(1, rows) : null; }

    /// <inheritdoc/>
    public SplitOrder Order => SplitOrder.Time;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows)
    {
        if (Folds >= rows.Count)
            throw new ArgumentException($"{rows.Count} rows do not reach {Folds} folds, each of which learns from rows before it. Use fewer folds.");
        long size = SizeOf(rows);
        return rows.Count - Gap - Folds * size > 0
            ? Folds
            : throw new ArgumentException(
                $"{Folds} folds of {size} row{(size == 1 ? "" : "s")} and a gap of {Gap} leave none of {rows.Count} rows to learn from. Use fewer folds, a smaller test_size or a smaller gap.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        CountFolds(rows);
        int size = SizeOf(rows);
        return
        [
            .. Enumerable.Range(0, Folds).Select(fold =>
            {
                int start = rows.Count - (Folds - fold) * size, end = start - Gap;
                int learned = Math.Min(end, MaxTrainSize ?? end);
                return new Fold([.. Enumerable.Range(end - learned, learned)], [.. Enumerable.Range(start, size)]);
            }),
        ];
    }

    private int SizeOf(SplitRows rows) => TestSize ?? rows.Count / (Folds + 1);
}
