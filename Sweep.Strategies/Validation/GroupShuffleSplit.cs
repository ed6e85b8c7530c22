using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Draws whole groups to judge by and to learn from, anew for every fold.</summary>
/// <remarks>Sizes count groups, as those of scikit-learn's GroupShuffleSplit do.</remarks>
public sealed record GroupShuffleSplit : ISplitter
{
    /// <summary>How often groups are drawn. At least 1.</summary>
    public required int Folds { get; init => field = Check.AtLeast(1, value); }

    /// <summary>Groups to judge by: a share of all, rounded up, or a number.</summary>
    public PartSize TestSize { get; init; } = PartSize.Of(0.2);

    /// <summary>Groups to learn from: a share of all, rounded down, or a number. Left out: all others.</summary>
    public PartSize? TrainSize { get; init; }

    /// <inheritdoc/>
    public SplitNeeds Needs => SplitNeeds.Groups;

    /// <inheritdoc/>
    public SplitOrder Order => SplitOrder.Drawn;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows)
    {
        PartSize.Sizes(TestSize, TrainSize, rows.ByGroup("group_shuffle_split").Length, "groups");
        return Folds;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[][] groups = rows.ByGroup("group_shuffle_split");
        var (judged, learned) = PartSize.Sizes(TestSize, TrainSize, groups.Length, "groups");
        var folds = new Fold[Folds];
        foreach (ref var fold in folds.AsSpan())
        {
            random.Shuffle(groups.AsSpan());
            fold = new Fold(
                [.. groups.Skip(judged).Take(learned).SelectMany(members => members).Order()],
                [.. groups.Take(judged).SelectMany(members => members).Order()]);
        }
        return folds;
    }
}
