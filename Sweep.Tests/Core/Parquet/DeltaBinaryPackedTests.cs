using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class DeltaBinaryPackedTests
{
    public static TheoryData<long[], string> Vectors => new()
    {
        { [1, 2, 3, 4, 5], "80010405020200000000" },
        { [7, 5, 3, 1, 2, 3, 4, 5], "800104080E0302000000C03F000000000000" },
        { [5], "800104010A" },
        { [], "8001040000" },
        { [.. Enumerable.Range(0, 130)], "80010482010002000000000200000000" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Values_become_the_bytes_of_the_test_vectors_and_come_back(long[] values, string hex)
    {
        var bytes = new ByteBuffer();
        DeltaBinaryPacked.Write<long>(bytes, values);

        Assert.Equal(hex, Convert.ToHexString(bytes.Written));
        Assert.Equal(values, Read<long>(bytes.Written, values.Length));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W9")]
    public void Differences_of_32_bits_wrap_around()
    {
        var bytes = new ByteBuffer();
        DeltaBinaryPacked.Write<int>(bytes, [int.MinValue, int.MaxValue]);

        Assert.Equal("80010402FFFFFFFF0F0100000000", Convert.ToHexString(bytes.Written));
        Assert.Equal([int.MinValue, int.MaxValue], Read<int>(bytes.Written, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(130)]
    [InlineData(257)]
    [Trait(AcceptanceList.Trait, "W10")]
    public void Any_numbers_come_back(int count)
    {
        var dice = new Dice((ulong)count);
        for (int width = 0; width <= 64; width++)
        {
            int shift = Math.Min(63, 64 - width);
            long[] longs = [.. Enumerable.Range(0, count).Select(_ => (long)dice.Next() >> shift)];
            int[] ints = [.. longs.Select(value => (int)value)];
            ByteBuffer forLongs = new(), forInts = new();
            DeltaBinaryPacked.Write<long>(forLongs, longs);
            DeltaBinaryPacked.Write<int>(forInts, ints);

            Assert.Equal(longs, Read<long>(forLongs.Written, count));
            Assert.Equal(ints, Read<int>(forInts.Written, count));
        }
    }

    [Theory]
    [InlineData("00040502")] // a block of 0
    [InlineData("8080808080200405020200000000")] // a block of 2^40
    [InlineData("80010005020200000000")] // no miniblocks
    [InlineData("80010305020200000000")] // 3 miniblocks
    [InlineData("80010406020200000000")] // 6 values announced
    [InlineData("800104050202C8000000")] // a width of 200
    [InlineData("80010405020203000000FFFF")] // data cut off
    [InlineData("8001")]
    [Trait(AcceptanceList.Trait, "H12")]
    public void What_cannot_hold_five_values_is_refused(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.Throws<ParquetException>(() => DeltaBinaryPacked.Read(bytes, 5, new List<long>()));
    }

    [Fact]
    public void The_width_of_a_part_that_is_not_needed_may_be_anything()
    {
        var bytes = Convert.FromHexString("8001040502020 0FFFFFF".Replace(" ", ""));

        Assert.Equal([1, 2, 3, 4, 5], Read<long>(bytes, 5));
    }

    private static List<T> Read<T>(ReadOnlySpan<byte> bytes, int count)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var values = new List<T>();
        Assert.Equal(bytes.Length, DeltaBinaryPacked.Read(bytes, count, values));
        return values;
    }
}
