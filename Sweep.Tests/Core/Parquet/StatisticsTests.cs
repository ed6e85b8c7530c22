using System.Text;
using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class StatisticsTests
{
    [Fact]
    public void Whole_numbers_are_bounded_in_their_signed_order()
    {
        var statistics = Of<int>(ParquetType.Int32, [3, int.MinValue, int.MaxValue, -1]);

        Assert.Equal(BitConverter.GetBytes(int.MinValue), statistics.Min);
        Assert.Equal(BitConverter.GetBytes(int.MaxValue), statistics.Max);
        Assert.Equal((true, true), (statistics.IsMinExact, statistics.IsMaxExact));
        Assert.Equal((0, null), (statistics.NullCount, statistics.NanCount));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W7")]
    public void A_chunk_with_NaN_has_no_bounds()
    {
        var statistics = Of<double>(ParquetType.Double, [1, double.NaN, 2, -double.NaN]);

        Assert.Equal((null, null, null, 2), (statistics.Min, statistics.Max, statistics.IsMinExact, statistics.NanCount));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [Trait(AcceptanceList.Trait, "W8")]
    public void Zero_bounds_take_in_both_zeros(int sign)
    {
        float zero = float.CopySign(0, sign);
        var statistics = Of<float>(ParquetType.Float, [zero, zero]);

        Assert.Equal(BitConverter.GetBytes(-0f), statistics.Min);
        Assert.Equal(BitConverter.GetBytes(0f), statistics.Max);
        Assert.Equal(0, statistics.NanCount);
    }

    [Fact]
    public void Infinities_are_bounds_like_others()
    {
        var statistics = Of<double>(ParquetType.Double, [double.PositiveInfinity, 0, double.NegativeInfinity]);

        Assert.Equal(BitConverter.GetBytes(double.NegativeInfinity), statistics.Min);
        Assert.Equal(BitConverter.GetBytes(double.PositiveInfinity), statistics.Max);
    }

    [Fact]
    public void False_comes_before_true()
    {
        Assert.Equal([(byte)0], Of<bool>(ParquetType.Bool, [true, false]).Min!);
        Assert.Equal([(byte)1], Of<bool>(ParquetType.Bool, [true, false]).Max!);
        Assert.Equal([(byte)1], Of<bool>(ParquetType.Bool, [true]).Min!);
        Assert.Equal([(byte)0], Of<bool>(ParquetType.Bool, [false]).Max!);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W14")]
    public void Texts_are_bounded_in_the_order_of_their_bytes()
    {
        // In UTF-16, U+10000 begins with D800 and would come first.
        var statistics = Of<string>(ParquetType.String, ["\U00010000", "\uFFFF"]);

        Assert.Equal("\uFFFF", Encoding.UTF8.GetString(statistics.Min!));
        Assert.Equal("\U00010000", Encoding.UTF8.GetString(statistics.Max!));
    }

    [Fact]
    public void The_empty_text_is_a_bound() => Assert.Equal([], Of<string>(ParquetType.String, ["", "a"]).Min!);

    public static TheoryData<string, string, string?> LongTexts => new()
    {
        { new('z', 64), new('z', 64), new('z', 64) },
        { new('z', 65), new('z', 64), new string('z', 63) + "{" },
        { new string('a', 63) + "\u00E9", new('a', 63), new string('a', 62) + "b" }, // the cut falls within a character
        { new string('a', 63) + "\u007Fx", new string('a', 63) + "\u007F", new string('a', 62) + "b" }, // U+0080 has two bytes
        { new string('a', 60) + "\U0010FFFFx", new string('a', 60) + "\U0010FFFF", new string('a', 59) + "b" },
        { string.Concat(Enumerable.Repeat("\uD7FF", 22)), string.Concat(Enumerable.Repeat("\uD7FF", 21)),
            string.Concat(Enumerable.Repeat("\uD7FF", 20)) + "\uE000" }, // over the surrogates
    };

    [Theory]
    [MemberData(nameof(LongTexts))]
    [Trait(AcceptanceList.Trait, "W13")]
    public void Long_texts_have_short_bounds(string text, string least, string? greatest)
    {
        var statistics = Of<string>(ParquetType.String, [text]);

        Assert.Equal(least, Encoding.UTF8.GetString(statistics.Min!));
        Assert.Equal(greatest, Encoding.UTF8.GetString(statistics.Max!));
        Assert.Equal((text == least, text == greatest), (statistics.IsMinExact, statistics.IsMaxExact));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W13")]
    public void A_text_that_no_short_one_comes_after_has_no_bounds()
    {
        var statistics = Of<string>(ParquetType.String, [string.Concat(Enumerable.Repeat("\U0010FFFF", 17))]);

        Assert.Equal((null, null), (statistics.Min, statistics.Max));
    }

    private static ChunkStatistics Of<T>(ParquetType type, T[] values) =>
        TestFile.Chunk(TestFile.Write(type, values)).Statistics!;
}
