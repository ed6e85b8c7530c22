namespace Sweep.Strategies.Validation;

/// <summary>All ways to take some of many.</summary>
internal static class Subsets
{
    /// <summary>How many ways there are to take <paramref name="taken"/> of <paramref name="all"/>; <see cref="long.MaxValue"/> where they are more than that.</summary>
    public static long Count(int all, int taken)
    {
        Int128 count = 1;
        for (int i = 1; i <= Math.Min(taken, all - taken); i++)
        {
            count = count * (all - i + 1) / i; // i consecutive factors are divisible by i!
            if (count > long.MaxValue)
                return long.MaxValue;
        }
        return (long)count;
    }

    /// <summary>The ways themselves, each ascending, in lexicographic order.</summary>
    public static IEnumerable<int[]> Of(int all, int taken)
    {
        int[] subset = [.. Enumerable.Range(0, taken)];
        while (true)
        {
            yield return [.. subset];
            int place = taken - 1;
            while (place >= 0 && subset[place] == all - taken + place)
                place--;
            if (place < 0)
                yield break;
            subset[place]++;
            for (int next = place + 1; next < taken; next++)
                subset[next] = subset[next - 1] + 1;
        }
    }
}
