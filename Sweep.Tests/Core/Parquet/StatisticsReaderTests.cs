using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Statistics of other writers, who may be wrong: what cannot be true is not exposed, and the file is read all the same.</summary>
public class StatisticsReaderTests
{
    [Fact]
    public void Bounds_and_counts_are_exposed_in_the_type_that_is_asked_for()
    {
        using var reader = TestFile.Open(TestFile.Write(ParquetType.Int32, [3, -1, 2]));

        Assert.Equal(new(0, null, new(-1, 3, true, true)), reader.Statistics<int>("x", rowGroup: 0));
        Assert.Equal(new(-1, 3, true, true), reader.Statistics<double>("x", rowGroup: 0).Bounds);
        Assert.Equal(new("a", "b", true, true), Of(ParquetType.String, "b", "a"));
        Assert.Equal(new(false, true, true, true), Of(ParquetType.Bool, true, false));
        Assert.Equal(new(DateTime.UnixEpoch, DateTime.UnixEpoch, true, true), Of(ParquetType.Timestamp, DateTime.UnixEpoch));
        Assert.Equal(new(-0.0, 2, true, true), Of(ParquetType.Double, 0.0, 2.0));
    }

    [Fact]
    public void With_NaN_there_are_counts_and_no_bounds()
    {
        using var reader = TestFile.Open(TestFile.Write(ParquetType.Double, [1, double.NaN]));

        Assert.Equal(new(0, 1, null), reader.Statistics<double>("x", rowGroup: 0));
    }

    [Theory]
    [InlineData("07000000", "09000000", true)]
    [InlineData("09000000", "07000000", false)] // min above max
    [InlineData("070000", "09000000", false)] // three bytes
    [InlineData("0700000000", "0900000000", false)]
    [InlineData("", "", false)]
    [InlineData("07000000", null, false)]
    [InlineData(null, "09000000", false)]
    [InlineData(null, null, false)]
    [InlineData("08000000", "08000000", true)] // wrong, which cannot be seen
    [Trait(AcceptanceList.Trait, "R16")]
    public void Whole_numbers_have_bounds_that_can_be_true(string? min, string? max, bool exposed)
    {
        using var reader = (HandMadeFile.SevenNine with { InMetadata = Statistics(min, max) }).Open();

        Assert.Equal(exposed, reader.Statistics<int>("x", 0).Bounds is not null);
        Assert.Equal([7, 9], reader.Read<int>("x").Values);
    }

    [Theory]
    [InlineData("0000C07F", "0000803F")] // NaN and 1
    [InlineData("0000803F", "0000C07F")]
    [InlineData("0000C0FF", "0000C0FF")]
    [Trait(AcceptanceList.Trait, "R16")]
    public void NaN_is_no_bound(string min, string max)
    {
        using var reader = (HandMadeFile.SevenNine with { Type = PhysicalType.Float, InMetadata = Statistics(min, max) }).Open();

        Assert.Null(reader.Statistics<float>("x", 0).Bounds);
        Assert.Null(reader.Statistics<double>("x", 0).Bounds);
        Assert.Equal(2, reader.Read<float>("x").Values.Length);
    }

    [Theory]
    [InlineData("61", "62", true)]
    [InlineData("62", "61", false)]
    [InlineData("FF", "FF", false)]
    [InlineData("EFBFBF", "F0908080", true)] // U+FFFF and U+10000: the order of bytes, and not of UTF-16
    [Trait(AcceptanceList.Trait, "R16")]
    public void Texts_are_in_the_order_of_their_bytes(string min, string max, bool exposed)
    {
        var page = HandMadePage.Of(PageKind.Data, 1, PageEncoding.Plain, "0100000061");
        using var reader = new HandMadeFile(1, page)
        {
            Type = PhysicalType.ByteArray,
            InElement = HandMadeFile.Logical(1),
            InMetadata = Statistics(min, max),
        }.Open();

        Assert.Equal(exposed, reader.Statistics<string>("x", 0).Bounds is not null);
        Assert.Equal(["a"], reader.Read<string>("x").Values);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R16")]
    public void Bounds_of_old_writers_count_for_numbers_only()
    {
        Action<ThriftWriter> deprecated = thrift =>
        {
            thrift.BeginStruct(12);
            thrift.WriteBinary(1, Convert.FromHexString("09000000"));
            thrift.WriteBinary(2, Convert.FromHexString("07000000"));
            thrift.EndStruct();
        };
        using var numbers = (HandMadeFile.SevenNine with { InMetadata = deprecated }).Open();
        using var unsigned = (HandMadeFile.SevenNine with { InMetadata = deprecated, InElement = thrift => thrift.WriteI32(6, 13) }).Open();
        using var bytes = (HandMadeFile.SevenNine with { InMetadata = deprecated, Type = PhysicalType.ByteArray }).Open();

        Assert.Equal(new(7, 9, null, null), numbers.Statistics<int>("x", 0).Bounds);
        Assert.Null(unsigned.Statistics<long>("x", 0).Bounds);
        Assert.Null(bytes.Statistics<byte[]>("x", 0).Bounds);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(3, null)]
    [InlineData(2, 2L)]
    [Trait(AcceptanceList.Trait, "R16")]
    public void A_count_beyond_the_rows_is_not_exposed(long count, long? exposed)
    {
        var file = HandMadeFile.SevenNine with
        {
            InMetadata = thrift =>
            {
                thrift.BeginStruct(12);
                thrift.WriteI64(3, count);
                thrift.WriteI64(9, count);
                thrift.EndStruct();
            },
        };

        using var reader = file.Open();
        Assert.Equal((exposed, exposed), (reader.Statistics<int>("x", 0).NullCount, reader.Statistics<int>("x", 0).NanCount));
    }

    private static ParquetBounds<T>? Of<T>(ParquetType type, params T[] values)
    {
        using var reader = TestFile.Open(TestFile.Write(type, values));
        return reader.Statistics<T>("x", 0).Bounds;
    }

    private static Action<ThriftWriter> Statistics(string? min, string? max) => thrift =>
    {
        thrift.BeginStruct(12);
        if (max is not null)
            thrift.WriteBinary(5, Convert.FromHexString(max));
        if (min is not null)
            thrift.WriteBinary(6, Convert.FromHexString(min));
        thrift.EndStruct();
    };
}
