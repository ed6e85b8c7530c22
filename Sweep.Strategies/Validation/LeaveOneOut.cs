using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Judges every row by a network that has learned from all others. For few rows: there are as many fits as rows.</summary>
/// <remarks>A metric of a single row says little by itself: accuracy is 0 or 1, and ranking metrics are not a number.</remarks>
public sealed record LeaveOneOut : ISplitter
{
    /// <inheritdoc/>
    public SplitOrder Order => SplitOrder.Fixed;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows) => new LeavePOut { P = 1 }.CountFolds(rows);

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random) => new LeavePOut { P = 1 }.Split(rows, random);
}
