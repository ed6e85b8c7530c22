using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class HybridRleTests
{
    public static TheoryData<int, int[], string> Vectors => new()
    {
        { 1, [1, 0, 1], "0305" },
        { 1, [.. Enumerable.Repeat(1, 100)], "C80101" },
        { 3, [0, 1, 2, 3, 4, 5, 6, 7], "0388C6FA" },
        { 10, [.. Enumerable.Repeat(5, 20)], "280500" },
        { 1, [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1], "12010302" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Values_become_the_bytes_of_the_test_vectors_and_come_back(int width, int[] values, string hex)
    {
        var bytes = new ByteBuffer();
        HybridRle.Write<int>(bytes, values, width);

        Assert.Equal(hex, Convert.ToHexString(bytes.Written));
        Assert.Equal(values, Read(bytes.Written, width, values.Length));
    }

    [Fact]
    public void Any_mixture_of_runs_comes_back()
    {
        var dice = new Dice(1);
        for (int round = 0; round < 500; round++)
        {
            int width = 1 + dice.Below(31), longest = dice.Of(1, 8, 9, 30);
            var values = new List<int>();
            for (int runs = dice.Below(40); runs > 0; runs--)
                values.AddRange(Enumerable.Repeat((int)(dice.Next() % (1UL << width)), 1 + dice.Below(longest)));
            var bytes = new ByteBuffer();
            HybridRle.Write<int>(bytes, values.ToArray(), width);

            Assert.Equal(values, Read(bytes.Written, width, values.Count));
        }
    }

    [Fact]
    public void Without_bits_all_values_are_zero() => Assert.Equal([0, 0, 0], Read([0x06], width: 0, 3));

    [Fact]
    [Trait(AcceptanceList.Trait, "H11")]
    public void A_run_may_be_longer_than_needed() => Assert.Equal([1, 1, 1], Read([0xC8, 0x01, 0x01], width: 1, 3));

    [Theory]
    [InlineData(1, "", 1)] // nothing
    [InlineData(1, "0001", 1)] // a run of none
    [InlineData(1, "0401", 3)] // a run too short
    [InlineData(8, "0301020304", 8)] // a packed group cut off
    [InlineData(1, "FEFFFFFFFFFFFFFFFF0101", 1)] // a run of 2^63 - 1
    [InlineData(1, "8080808080808080800201", 1)] // of 2^63, which is more than 64 bits with its mark
    [InlineData(200, "0305", 1)]
    [Trait(AcceptanceList.Trait, "H11")]
    public void What_does_not_hold_the_values_is_refused(int width, string hex, int count)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.Throws<ParquetException>(() => Read(bytes, width, count));
    }

    private static int[] Read(ReadOnlySpan<byte> bytes, int width, int count)
    {
        var values = new uint[count];
        new HybridRleReader(bytes, width).Read(values);
        return [.. values.Select(value => (int)value)];
    }
}
