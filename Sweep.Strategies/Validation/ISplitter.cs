using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Splits rows into those to learn from and those to judge by, several times over.</summary>
public interface ISplitter
{
    /// <summary>How many folds the rows are split into.</summary>
    int Folds { get; }

    /// <summary>Splits the rows once. No row is a validation row of two folds.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="classOfRow">The class number of each row, or null for a numeric target.</param>
    /// <param name="random">Decides which rows come together; null keeps them in their order.</param>
    /// <exception cref="ArgumentException">The rows do not allow so many folds.</exception>
    IReadOnlyList<Fold> Split(int rows, int[]? classOfRow, RandomStream? random);
}
