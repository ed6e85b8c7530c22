using System.Globalization;
using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Flat columns of types that we do not write: read with the right values, or refused by name.</summary>
public class FurtherTypeTests
{
    [Theory]
    [InlineData("int8", ParquetType.Int32)]
    [InlineData("int16", ParquetType.Int32)]
    [InlineData("uint8", ParquetType.Int32)]
    [InlineData("uint16", ParquetType.Int32)]
    [InlineData("uint32", ParquetType.Int64)]
    [InlineData("date", ParquetType.Date)]
    [InlineData("decimal9", ParquetType.Double)]
    [InlineData("decimal18", ParquetType.Double)]
    [InlineData("blob", ParquetType.Bytes)]
    [InlineData("enum", ParquetType.String)]
    [InlineData("json", ParquetType.String)]
    [InlineData("timestamp-ms", ParquetType.Timestamp)]
    [InlineData("timestamp-local", ParquetType.Timestamp)]
    [Trait(AcceptanceList.Trait, "R3")]
    public void Values_are_those_of_the_sample(string type, ParquetType expected)
    {
        using var reader = TestFile.Open(SampleFolder.Read($"read-or-refuse/type-{type}.parquet"));
        using var contents = SampleFolder.Contents($"read-or-refuse/type-{type}.parquet");
        var values = contents.RootElement.GetProperty("columns")[0].GetProperty("values").EnumerateArray().Select(value => value.GetString());

        Assert.Equal(expected, reader.Schema.Columns[0].Type);
        Assert.Equal(values, reader.Rows().Select(row => row[0] is null ? null : Text(row[0]!)));
    }

    [Theory]
    [InlineData("uint64", "the number 18446744073709551615 of type UINT(64) is too large")]
    [InlineData("time", "it is of type INT64 TIME, which is not supported")]
    [InlineData("decimal38", "a decimal number has more than the 15 digits that a double keeps")]
    [InlineData("uuid", "it is of type FIXED_LEN_BYTE_ARRAY UUID, which is not supported")]
    [InlineData("timestamp-ns", "a timestamp of 1704067200123456789 nanoseconds since 1970 is finer than")]
    [InlineData("interval", "it is of type FIXED_LEN_BYTE_ARRAY INTERVAL, which is not supported")]
    [Trait(AcceptanceList.Trait, "R3")]
    public void What_has_no_place_in_our_types_is_refused_by_name(string type, string reason)
    {
        using var reader = TestFile.Open(SampleFolder.Read($"read-or-refuse/type-{type}.parquet"));

        var error = Assert.Throws<ParquetException>(() => reader.Rows().Count());
        Assert.StartsWith("column 'v'", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Theory]
    [InlineData("timestamp-ms", ParquetTimeUnit.Milliseconds, 1_704_067_200_123)]
    [InlineData("timestamp-local", ParquetTimeUnit.Microseconds, 1_704_067_200_123_456)]
    [InlineData("timestamp-ns", ParquetTimeUnit.Nanoseconds, 1_704_067_200_123_456_789)]
    public void A_timestamp_says_what_it_counts_and_of_which_time(string type, ParquetTimeUnit unit, long value)
    {
        using var reader = TestFile.Open(SampleFolder.Read($"read-or-refuse/type-{type}.parquet"));

        Assert.Equal((unit, true), (reader.Schema.Columns[0].TimeUnit, reader.Schema.Columns[0].IsLocalTime));
        Assert.Equal(value, reader.Read<long>("v").Values[0]);
    }

    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(1, 0, "1")]
    [InlineData(-1, 1, "-0.1")]
    [InlineData(123456789012345, 15, "0.123456789012345")]
    [InlineData(999999999999999, 22, "9.99999999999999E-08")]
    public void A_decimal_number_becomes_the_nearest_double(long digits, int scale, string text)
    {
        double expected = double.Parse(text, CultureInfo.InvariantCulture);

        Assert.Equal(expected, Decimals.ToDouble(digits, scale));
        Assert.Equal(expected, Decimals.ToDouble(BigEndian(digits), scale));
    }

    [Fact]
    public void A_decimal_number_of_sixteen_digits_is_refused()
    {
        Assert.Throws<ParquetException>(() => Decimals.ToDouble(1_000_000_000_000_000, 2));
        Assert.Throws<ParquetException>(() => Decimals.ToDouble(long.MinValue, 2));
        Assert.Throws<ParquetException>(() => Decimals.ToDouble([], 2));
        Assert.Throws<ParquetException>(() => Decimals.ToDouble(new byte[17], 2));
    }

    [Fact]
    public void Numbers_of_16_bits_are_read_as_floats()
    {
        // 1, 65504, NaN: IEEE 754 binary16.
        var file = new HandMadeFile(3, HandMadePage.Of(PageKind.Data, 3, PageEncoding.Plain, "003CFF7B007E"))
        {
            Type = PhysicalType.FixedLenByteArray,
            InElement = HandMadeFile.Logical(15),
        };

        Assert.Equal([1, 65504, float.NaN], file.Read<float>());
        Assert.Equal([1, 65504, double.NaN], file.Read<double>());
    }

    [Fact]
    public void Bytes_of_a_fixed_length_are_read_in_each_encoding()
    {
        (PageEncoding, string)[] encodings =
        [
            (PageEncoding.Plain, "01020304"),
            (PageEncoding.ByteStreamSplit, "01030204"),
            // Prefixes 0 0, suffixes of 2 bytes each.
            (PageEncoding.DeltaByteArray, "80010402000000000000" + "80010402040000000000" + "01020304"),
        ];
        foreach (var (encoding, hex) in encodings)
        {
            var file = new HandMadeFile(2, HandMadePage.Of(PageKind.Data, 2, encoding, hex)) { Type = PhysicalType.FixedLenByteArray };
            Assert.Equal([[1, 2], [3, 4]], file.Read<byte[]>());
        }
    }

    [Fact]
    public void Numbers_widen_without_loss()
    {
        using var reader = TestFile.Open(TestFile.Write(ParquetType.Int32, [int.MinValue, 7]));

        Assert.Equal([int.MinValue, 7], reader.Read<long>("x").Values);
        Assert.Equal([int.MinValue, 7], reader.Read<double>("x").Values);
        Assert.Equal([0.1f], TestFile.Read<double>(TestFile.Write(ParquetType.Float, [0.1f])));
        Assert.Equal([1L << 40], TestFile.Read<double>(TestFile.Write(ParquetType.Int64, [1L << 40])));
        Assert.Throws<ParquetException>(() => TestFile.Read<int>(TestFile.Write(ParquetType.Int64, [1L])));
        Assert.Throws<ParquetException>(() => TestFile.Read<float>(TestFile.Write(ParquetType.Double, [1.0])));
    }

    [Theory]
    [InlineData(0, "1970-01-01")]
    [InlineData(-1, "1969-12-31")]
    [InlineData(-719_162, "0001-01-01")]
    [InlineData(2_932_896, "9999-12-31")]
    public void Days_are_counted_from_1970(int days, string date) =>
        Assert.Equal(date, Timestamps.FromDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(-719_163)]
    [InlineData(2_932_897)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_day_outside_the_calendar_is_refused(int days) => Assert.Throws<ParquetException>(() => Timestamps.FromDays(days));

    private static byte[] BigEndian(long value)
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt128BigEndian(bytes, value);
        return bytes;
    }

    private static string Text(object value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        byte[] bytes => string.Concat(bytes.Select(b => $"\\x{b:X2}")),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
