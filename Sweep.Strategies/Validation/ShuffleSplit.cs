using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Draws rows to judge by and rows to learn from, anew for every fold: as many folds as one likes, of any size. A row may be judged several times, or never.</summary>
/// <remarks>Sizes are those of scikit-learn's ShuffleSplit. Known as Monte Carlo cross-validation, too.</remarks>
public sealed record ShuffleSplit : ISplitter
{
    /// <summary>How often rows are drawn. At least 1.</summary>
    public required int Folds { get; init => field = Check.AtLeast(1, value); }

    /// <summary>Rows to judge by: a share of all, rounded up, or a number.</summary>
    public PartSize TestSize { get; init; } = PartSize.Of(0.1);

    /// <summary>Rows to learn from: a share of all, rounded down, or a number. Left out: all others.</summary>
    public PartSize? TrainSize { get; init; }

    /// <inheritdoc/>
    public SplitOrder Order => SplitOrder.Drawn;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows)
    {
        PartSize.Sizes(TestSize, TrainSize, rows.Count, "rows");
        return Folds;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (judged, learned) = PartSize.Sizes(TestSize, TrainSize, rows.Count, "rows");
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        var folds = new Fold[Folds];
        foreach (ref var fold in folds.AsSpan())
        {
            random.Shuffle(order.AsSpan());
            fold = new Fold([.. order[judged..(judged + learned)].Order()], [.. order[..judged].Order()]);
        }
        return folds;
    }
}
