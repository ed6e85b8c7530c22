using Sweep.Core.Numerics;

namespace Sweep.Core.Data;

/// <summary>Holds back some training rows of a fold, so that its validation rows need not say when to stop.</summary>
public static class HeldBackRows
{
    /// <summary>Takes a share of the training rows.</summary>
    /// <param name="fold">The fold; it has at least 2 training rows.</param>
    /// <param name="share">The share, above 0 and below 1.</param>
    /// <param name="classes">The class of every row of the data set, each of which gives its share; null: rows have none.</param>
    /// <param name="groups">The group of every row of the data set, which stays whole, so that a share is met as nearly as whole groups do, whatever their classes; null: rows have none.</param>
    /// <param name="random">What rows or groups are drawn from; null: the last ones are taken, whatever their class.</param>
    /// <exception cref="ArgumentException">The share, rounded to whole rows, is none or all of them, or all training rows are of one group.</exception>
    public static Fold From(Fold fold, double share, int[]? classes, int[]? groups, RandomStream? random)
    {
        if (groups is not null)
            return WholeGroups(fold, share, groups, random);
        int rows = fold.Training.Length, count = (int)Math.Round(share * rows);
        if (count == 0 || count == rows)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{share} of {rows} training rows is {(count == 0 ? "none; hold back a larger share" : "all of them; hold back a smaller share")}, or leave it out and look at the validation rows."));
        }
        if (random is null)
            return fold with { Training = fold.Training[..^count], HeldBack = fold.Training[^count..] };

        int[] order = [.. fold.Training];
        random.Shuffle(order.AsSpan());
        if (classes is not null)
            order = [.. order.OrderBy(row => classes[row])]; // stable: rows of a class stay shuffled
        // At even distances along the order, so that every class gives its share, but for a row.
        var held = Enumerable.Range(0, rows).ToLookup(place => (long)(place + 1) * count / rows > (long)place * count / rows, place => order[place]);
        return fold with { Training = [.. held[false].Order()], HeldBack = [.. held[true].Order()] };
    }

    // Groups in order of chance or of their first rows, as many as come nearest to the share.
    private static Fold WholeGroups(Fold fold, double share, int[] groups, RandomStream? random)
    {
        int[][] members = [.. fold.Training.GroupBy(row => groups[row]).Select(group => group.ToArray()).Reverse()];
        if (members.Length < 2)
            throw new ArgumentException("all training rows of a fold are of 1 group, which stays whole: there is none to hold back. Use more groups, or leave it out and look at the validation rows.");
        random?.Shuffle(members.AsSpan());
        double wanted = share * fold.Training.Length;
        int held = members[0].Length, count = 1;
        while (count < members.Length - 1 && Math.Abs(held + members[count].Length - wanted) < Math.Abs(held - wanted))
            held += members[count++].Length;
        return fold with
        {
            Training = [.. members[count..].SelectMany(rows => rows).Order()],
            HeldBack = [.. members[..count].SelectMany(rows => rows).Order()],
        };
    }
}
