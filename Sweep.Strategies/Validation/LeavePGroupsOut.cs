using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Judges every set of p groups by a network that has learned from all others.</summary>
/// <remarks>Sets come in lexicographic order, as those of scikit-learn's LeavePGroupsOut.</remarks>
public sealed record LeavePGroupsOut : ISplitter
{
    /// <summary>Groups of a fold. At least 1, and fewer than there are.</summary>
    public required int P { get; init => field = Check.AtLeast(1, value); }

    /// <inheritdoc/>
    public SplitNeeds Needs => SplitNeeds.Groups;

    /// <inheritdoc/>
    public SplitOrder Order => SplitOrder.Fixed;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows)
    {
        int groups = rows.ByGroup("leave_p_groups_out").Length;
        return P < groups
            ? Subsets.Count(groups, P)
            : throw new ArgumentException($"{P} of {groups} groups left out leave none to learn from. Use fewer, or another column.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        CountFolds(rows);
        int[][] groups = rows.ByGroup("leave_p_groups_out");
        return
        [
            .. Subsets.Of(groups.Length, P)
                .Select(left => FoldAssignment.Without(rows.Count, [.. left.SelectMany(group => groups[group]).Order()])),
        ];
    }
}
