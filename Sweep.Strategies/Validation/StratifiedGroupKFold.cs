using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Validation;

/// <summary>Splits the rows into folds that keep groups whole, and in which every class has about its share, as far as whole groups allow.</summary>
/// <remarks>
/// scikit-learn's rule. Groups by the falling standard deviation of their class counts; each goes to the fold where the folds' shares of the
/// classes then differ least (standard deviation over the folds, mean over the classes), of equals to the one with the fewest rows. Where
/// only as many groups are left as folds without rows, each of these gets one, so that no fold stays empty. Shuffled as <see cref="GroupKFold"/>.
/// </remarks>
public sealed record StratifiedGroupKFold : ISplitter
{
    /// <summary>How many folds the rows are split into. At least 2, and at most as many as there are groups.</summary>
    public required int Folds { get; init => field = Check.AtLeast(2, value); }

    /// <inheritdoc/>
    public SplitNeeds Needs => SplitNeeds.Classes | SplitNeeds.Groups;

    /// <inheritdoc/>
    public long CountFolds(SplitRows rows)
    {
        int largest = rows.RequireClasses("group_k_fold").CountBy(number => number).Max(entry => entry.Value);
        if (largest < Folds)
            throw new ArgumentException($"No class reaches {Folds} folds: the largest has {largest} rows. Use at most {largest} folds.");
        Groups(rows);
        return Folds;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SplitRows rows, RandomStream? random)
    {
        CountFolds(rows);
        int[][] groups = Groups(rows);
        int[] classes = NumberedFromZero(rows.RequireClasses("group_k_fold"), out int classCount);
        double[][] counts = [.. groups.Select(members => Counts(members, classes, classCount))];
        double[] totals = [.. Enumerable.Range(0, classCount).Select(number => counts.Sum(each => each[number]))];
        double[][] inFold = [.. Enumerable.Range(0, Folds).Select(_ => new double[classCount])];
        var foldOfRow = new int[rows.Count];
        int[] order = GroupOrder.ByFalling([.. counts.Select(Deviation)], Folds, random, largerNumberFirst: false);
        foreach (var (place, group) in order.Index())
        {
            int fold = Best(inFold, counts[group], totals, onlyEmpty: order.Length - place <= inFold.Count(each => each.Sum() == 0));
            for (int number = 0; number < classCount; number++)
                inFold[fold][number] += counts[group][number];
            foreach (int row in groups[group])
                foldOfRow[row] = fold;
        }
        return FoldAssignment.Folds(foldOfRow, Folds);
    }

    private static int Best(double[][] inFold, double[] added, double[] totals, bool onlyEmpty)
    {
        var shares = new double[inFold.Length];
        int best = -1;
        double least = double.PositiveInfinity, fewest = double.PositiveInfinity;
        for (int fold = 0; fold < inFold.Length; fold++)
        {
            if (onlyEmpty && inFold[fold].Sum() > 0)
                continue;
            double spread = 0;
            for (int number = 0; number < totals.Length; number++)
            {
                for (int each = 0; each < inFold.Length; each++)
                    shares[each] = (inFold[each][number] + (each == fold ? added[number] : 0)) / totals[number];
                spread += Deviation(shares) / totals.Length;
            }
            // numpy.isclose, by which scikit-learn takes spreads for equal.
            bool close = Math.Abs(spread - least) <= 1e-8 + 1e-5 * Math.Abs(least);
            double size = inFold[fold].Sum();
            if (spread < least || (close && size < fewest))
                (best, least, fewest) = (fold, spread, size);
        }
        return best;
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Sum() / values.Length, squares = 0;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length);
    }

    private static double[] Counts(int[] rows, int[] classes, int classCount)
    {
        var counts = new double[classCount];
        foreach (int row in rows)
            counts[classes[row]]++;
        return counts;
    }

    // Some classes may have no row among these.
    private static int[] NumberedFromZero(int[] classes, out int count)
    {
        int[] present = [.. classes.Distinct().Order()];
        count = present.Length;
        return Array.ConvertAll(classes, number => Array.BinarySearch(present, number));
    }

    private int[][] Groups(SplitRows rows) => GroupOrder.Require(rows.ByGroup("stratified_group_k_fold"), Folds);
}
