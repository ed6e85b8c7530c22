using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class BytesDecoderTests
{
    // Lengths 1 and 2 as deltas, then the bytes.
    private const string LengthsOneTwo = "80010402" + "02" + "02" + "00000000";
    private const string LengthsTwoOne = "80010402" + "04" + "01" + "00000000";

    [Fact]
    [Trait(AcceptanceList.Trait, "R5")]
    public void Lengths_may_come_first() =>
        Assert.Equal(["a", "bc"], Read(PageEncoding.DeltaLengthByteArray, 2, LengthsOneTwo + "616263"));

    // ab, then the prefix a and the suffix c.
    [Fact]
    [Trait(AcceptanceList.Trait, "R5")]
    public void A_value_may_begin_like_the_one_before() =>
        Assert.Equal(["ab", "ac"], Read(PageEncoding.DeltaByteArray, 2, "80010402" + "00" + "02" + "00000000" + LengthsTwoOne + "616263"));

    [Fact]
    public void No_values_take_only_headers()
    {
        Assert.Equal([], Read(PageEncoding.DeltaLengthByteArray, 0, "8001040000"));
        Assert.Equal([], Read(PageEncoding.DeltaByteArray, 0, "8001040000" + "8001040000"));
    }

    [Theory]
    [InlineData((int)PageEncoding.DeltaLengthByteArray, LengthsOneTwo + "6162", "the data end")]
    [InlineData((int)PageEncoding.DeltaLengthByteArray, LengthsOneTwo + "61626364", "1 bytes are left")]
    [InlineData((int)PageEncoding.DeltaLengthByteArray, "80010402" + "01" + "02" + "00000000", "the data end")] // a length of -1
    [InlineData((int)PageEncoding.DeltaByteArray, LengthsOneTwo + LengthsTwoOne + "616263", "a prefix of 1 bytes is not possible after a value of 0")]
    [InlineData((int)PageEncoding.DeltaByteArray, "80010402" + "00" + "01" + "00000000" + LengthsTwoOne + "616263", "a prefix of -1")]
    [InlineData((int)PageEncoding.DeltaByteArray, "80010402" + "00" + "02" + "00000000", "the data end")]
    [InlineData((int)PageEncoding.ByteStreamSplit, "6162", "BYTE_STREAM_SPLIT is not supported for this type")]
    [InlineData((int)PageEncoding.DeltaBinaryPacked, LengthsOneTwo, "DELTA_BINARY_PACKED is not supported for this type")]
    [InlineData((int)PageEncoding.Rle, "0200000000", "RLE is not supported for this type")]
    [Trait(AcceptanceList.Trait, "H12")]
    [Trait(AcceptanceList.Trait, "H14")]
    [Trait(AcceptanceList.Trait, "H18")]
    public void What_cannot_be_right_is_refused(int encoding, string hex, string reason) =>
        Assert.Contains(reason, Assert.Throws<ParquetException>(() => Read((PageEncoding)encoding, 2, hex)).Message);

    [Fact]
    public void A_long_value_that_is_repeated_without_end_is_refused()
    {
        // A value of 1 MiB, then 999 that have all of it as their prefix.
        const int Length = 1 << 20, Count = 1000;
        var bytes = new ByteBuffer();
        DeltaBinaryPacked.Write<int>(bytes, [0, .. Enumerable.Repeat(Length, Count - 1)]);
        DeltaBinaryPacked.Write<int>(bytes, [Length, .. Enumerable.Repeat(0, Count - 1)]);
        bytes.Extend(Length).Clear();

        var error = Assert.Throws<ParquetException>(() =>
            new BytesDecoder<int>(null, value => value.Length).Decode(PageEncoding.DeltaByteArray, bytes.Written, Count, []));
        Assert.Contains("come to more than 268435456 bytes", error.Message);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "H14")]
    public void Text_that_is_no_text_is_refused_with_its_row()
    {
        // Rows: null, a, null, FF.
        var page = HandMadePage.Of(PageKind.Data, 4, PageEncoding.Plain, "02000000030A" + "0100000061" + "01000000FF");
        var file = new HandMadeFile(4, page) { Type = PhysicalType.ByteArray, Optional = true, InElement = HandMadeFile.Logical(1) };

        Assert.Equal(
            "column 'x', row group 0: page at byte 4: the text in row 3 of the row group is not valid UTF-8", file.Refusal<string>());
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "H14")]
    public void Text_that_is_no_text_is_refused_with_its_place_in_the_dictionary()
    {
        var file = new HandMadeFile(
            1,
            HandMadePage.Of(PageKind.Dictionary, 2, PageEncoding.Plain, "0100000061" + "01000000FF"),
            HandMadePage.Of(PageKind.Data, 1, PageEncoding.RleDictionary, "010200"))
        {
            Type = PhysicalType.ByteArray,
            InElement = HandMadeFile.Logical(1),
        };

        Assert.Contains("text 1 of the dictionary is not valid UTF-8", file.Refusal<string>());
    }

    private static List<string> Read(PageEncoding encoding, int count, string hex)
    {
        var target = new List<string>();
        new BytesDecoder<string>(null, System.Text.Encoding.UTF8.GetString).Decode(encoding, Convert.FromHexString(hex), count, target);
        return target;
    }
}
