using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Holds back a share of the rows to judge by, once: the last ones where rows keep their order, as those of a time series should.</summary>
public sealed record HoldOut : ISplitter
{
    /// <summary>Share of the rows that are held back, above 0 and below 1; the number is rounded up.</summary>
    public required double Share { get; init => field = Check.Share(value); }

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows) => 1;

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        int held = (int)Math.Ceiling(PartSize.Of(Share).From(rows.Count));
        if (held >= rows.Count)
            throw new ArgumentException($"A share of {Share} of {rows.Count} rows leaves none to learn from. Use a smaller one.");

        int[] order = [.. Enumerable.Range(0, rows.Count)];
        random?.Shuffle(order.AsSpan());
        return [FoldAssignment.Without(rows.Count, [.. order[(rows.Count - held)..].Order()])];
    }
}
