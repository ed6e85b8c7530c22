using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Judges every set of p rows by a network that has learned from all others. For very few rows: 100 rows have 4,950 pairs.</summary>
/// <remarks>Sets come in lexicographic order, as those of scikit-learn's LeavePOut.</remarks>
public sealed record LeavePOut : ISplitter
{
    /// <summary>Rows of a fold. At least 1, and fewer than there are.</summary>
    public required int P { get; init => field = Check.AtLeast(1, value); }

    /// <inheritdoc/>
    public SplitOrder Order => SplitOrder.Fixed;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows) => P < rows.Count
        ? Subsets.Count(rows.Count, P)
        : throw new ArgumentException($"{P} of {rows.Count} rows left out leave none to learn from. Use more rows.");

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        CountFolds(rows);
        return [.. Subsets.Of(rows.Count, P).Select(left => FoldAssignment.Without(rows.Count, left))];
    }
}
