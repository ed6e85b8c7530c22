using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class RandomStreamTests
{
    [Fact]
    public void A_place_has_one_sequence_and_every_other_place_another()
    {
        var seen = new HashSet<string>();
        foreach (ulong seed in new ulong[] { 0, 1, 1ul << 32 })
        {
            foreach (var purpose in Enum.GetValues<RandomPurpose>())
            {
                for (int place = 0; place < 8; place++)
                {
                    (int repeat, int fold, int epoch) = (place & 1, place >> 1 & 1, place >> 2);
                    string Sequence() => string.Join(',', Take(new RandomStream(seed, purpose, repeat, fold, epoch), 6));
                    Assert.Equal(Sequence(), Sequence());
                    Assert.True(seen.Add(Sequence()));
                }
            }
        }
    }

    [Fact]
    public void Every_trial_has_a_sequence_of_its_own_beyond_32_bits_too()
    {
        long[] trials = [0, 1, int.MaxValue, 1L << 31, 1L << 32, (1L << 32) + 1, long.MaxValue];
        string[] sequences = [.. trials.Select(trial => string.Join(',', Take(new RandomStream(7, RandomPurpose.Search, trial), 6)))];

        Assert.Equal(trials.Length, sequences.Distinct().Count());
    }

    [Fact]
    public void Whole_numbers_are_spread_evenly()
    {
        // 60,000 draws of 6 values: chi-square with 5 degrees of freedom, whose 99.9 % point is 20.5.
        var random = new RandomStream(7, RandomPurpose.Folds);
        var counts = new int[6];
        for (int i = 0; i < 60_000; i++)
            counts[random.NextInt(6)]++;
        Assert.InRange(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 20.5);
    }

    [Fact]
    public void Numbers_lie_in_their_interval_and_have_its_mean()
    {
        var random = new RandomStream(7, RandomPurpose.Folds);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => random.Uniform(-2, 4))];
        Assert.All(values, value => Assert.InRange(value, -2, 4));
        // The mean of so many has a standard deviation of 6/√12/√100,000 = 0.0055.
        Assert.InRange(values.Average(), 1 - 0.022, 1 + 0.022);
    }

    [Fact]
    public void Shuffling_keeps_every_value_and_reaches_every_order()
    {
        var random = new RandomStream(7, RandomPurpose.Folds);
        var orders = new Dictionary<string, int>();
        for (int i = 0; i < 24_000; i++)
        {
            int[] values = [1, 2, 3, 4];
            random.Shuffle(values.AsSpan());
            Assert.Equal([1, 2, 3, 4], values.Order());
            orders[string.Concat(values)] = orders.GetValueOrDefault(string.Concat(values)) + 1;
        }
        // 24 orders, 1,000 each: chi-square with 23 degrees of freedom, whose 99.9 % point is 49.7.
        Assert.Equal(24, orders.Count);
        Assert.InRange(orders.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000), 0, 49.7);
    }

    private static uint[] Take(RandomStream random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextUInt32())];
}
