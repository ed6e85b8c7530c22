using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Splits rows into those to learn from and those to judge by, several times over.</summary>
public interface ISplitter
{
    /// <summary>What it has to know of rows beyond their number.</summary>
    SplitNeeds Needs => SplitNeeds.None;

    /// <summary>What the order of the rows is to it.</summary>
    SplitOrder Order => SplitOrder.Free;

    /// <summary>How many folds these rows are split into; <see cref="long.MaxValue"/> stands for more than can be counted.</summary>
    /// <exception cref="ArgumentException">The rows do not allow it.</exception>
    long CountFolds(SplitRows rows);

    /// <summary>Splits the rows once. In a fold no row is learned from and judged by; a row may be judged in several folds, or in none.</summary>
    /// <param name="rows">What is known of the rows.</param>
    /// <param name="random">Decides which rows come together; null keeps them in their order.</param>
    /// <exception cref="ArgumentException">The rows do not allow it.</exception>
    IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random);
}
