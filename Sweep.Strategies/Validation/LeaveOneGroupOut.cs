using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Judges every group by a network that has learned from all others: every site, patient or year in turn.</summary>
/// <remarks>Groups ascend, as those of scikit-learn's LeaveOneGroupOut.</remarks>
public sealed record LeaveOneGroupOut : ISplitter
{
    /// <inheritdoc/>
    public SplitNeeds Needs => SplitNeeds.Groups;

    /// <inheritdoc/>
    public SplitOrder Order => SplitOrder.Fixed;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows) => rows.ByGroup("leave_one_group_out").Length is > 1 and var groups
        ? groups
        : throw new ArgumentException("All rows are of 1 group: without it none is left to learn from. Use another column, or k_fold.");

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        CountFolds(rows);
        return [.. rows.ByGroup("leave_one_group_out").Select(group => FoldAssignment.Without(rows.Count, group))];
    }
}
