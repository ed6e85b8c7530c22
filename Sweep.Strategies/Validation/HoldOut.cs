using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Holds back a share of the rows to judge by, once: the last ones where rows keep their order, as those of a time series should.</summary>
public sealed record HoldOut : ISplitter
{
    /// <summary>Share of the rows that are held back, above 0 and below 1; the number is rounded up.</summary>
    public double Share { get; init => field = Check.Share(value); } = 0.2;

    /// <inheritdoc/>
    public int Folds => 1;

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(int rows, int[]? classOfRow, RandomStream? random)
    {
        // 0.1 · 30 is a little more than 3 in binary; that must not make it 4.
        int held = (int)Math.Ceiling(Math.Round(rows * Share, 9));
        if (held >= rows)
            throw new ArgumentException($"A share of {Share} of {rows} rows leaves none to learn from. Use a smaller one.");

        int[] order = [.. Enumerable.Range(0, rows)];
        random?.Shuffle(order.AsSpan());
        return [new Fold([.. order[..(rows - held)].Order()], [.. order[(rows - held)..].Order()])];
    }
}
