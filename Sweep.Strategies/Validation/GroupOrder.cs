using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>The order in which groups are given to folds.</summary>
internal static class GroupOrder
{
    /// <summary>The groups, if they reach so many folds.</summary>
    public static int[][] Require(int[][] groups, int folds) => groups.Length >= folds
        ? groups
        : throw new ArgumentException($"{groups.Length} groups do not reach {folds} folds, as groups stay whole. Use at most {groups.Length} folds.");

    /// <summary>Groups from the one that is hardest to place to the easiest; with chance neighbours change places.</summary>
    /// <param name="weights">How hard each group is to place.</param>
    /// <param name="folds">How many folds there are.</param>
    /// <param name="random">Chance; null: none.</param>
    /// <param name="largerNumberFirst">Which of equals goes first where there is no chance.</param>
    public static int[] ByFalling(double[] weights, int folds, RandomStream? random, bool largerNumberFirst)
    {
        int[] order = [.. Enumerable.Range(0, weights.Length)];
        if (largerNumberFirst)
            Array.Reverse(order);
        random?.Shuffle(order.AsSpan());
        order = [.. order.OrderByDescending(group => weights[group])]; // stable
        for (int start = 0; random is not null && start < order.Length; start += folds)
            random.Shuffle(order.AsSpan(start, Math.Min(folds, order.Length - start)));
        return order;
    }
}
