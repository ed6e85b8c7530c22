using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Pages made by hand, as other writers or nobody would make them.</summary>
public class HostilePageTests
{
    private const PageEncoding Plain = PageEncoding.Plain;
    private const PageEncoding Indices = PageEncoding.RleDictionary;

    // Two numbers, 7 and 9, in PLAIN encoding.
    private const string SevenNine = "0700000009000000";

    [Fact]
    [Trait(AcceptanceList.Trait, "R6")]
    [Trait(AcceptanceList.Trait, "R7")]
    [Trait(AcceptanceList.Trait, "R12")]
    public void Pages_of_a_chunk_may_differ_in_encoding()
    {
        var file = Make(PhysicalType.Int32, optional: false, rows: 7,
            Page(PageKind.Dictionary, 2, PageEncoding.PlainDictionary, SevenNine),
            Page(PageKind.Data, 3, PageEncoding.PlainDictionary, "01" + "0302"), // one packed group: 0 1 0
            Page(PageKind.Index, 0, Plain, "00"),
            Page(PageKind.Data, 0, Plain, ""),
            Page(PageKind.Data, 2, Plain, SevenNine),
            Page(PageKind.Data, 2, PageEncoding.DeltaBinaryPacked, "800104020202" + "00000000"));

        Assert.Equal([7, 9, 7, 7, 9, 1, 2], TestFile.Read<int>(file));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R12")]
    public void A_page_of_nulls_may_lack_the_width_of_its_indices()
    {
        var file = Make(PhysicalType.Int32, optional: true, rows: 3,
            Page(PageKind.Dictionary, 2, Plain, SevenNine),
            Page(PageKind.Data, 3, Indices, "02000000" + "0600"));

        using var reader = TestFile.Open(file);
        Assert.Equal([true, true, true], reader.Read<int>("x").Nulls!);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R5")]
    public void Truth_values_may_come_in_runs()
    {
        var runs = Page(PageKind.Data, 5, PageEncoding.Rle, "02000000" + "0A01");
        var file = Make(PhysicalType.Boolean, optional: false, rows: 5, runs);

        Assert.Equal([true, true, true, true, true], TestFile.Read<bool>(file));
    }

    public static TheoryData<string, string> BadPages => new()
    {
        { "a negative size", "a page of -1 bytes" },
        { "a size beyond the chunk", "are left" },
        { "an unpacked size of 2 GiB", "at most 268435456" },
        { "negative values", "a page of -1 values" },
        { "too many values", "at most 2 are possible" },
        { "too few values", "1 values missing" },
        { "values of a byte too few", "2 values of 32 bits are due in 7 bytes" },
        { "values of a byte too many", "2 values of 32 bits are due in 9 bytes" },
        { "no dictionary", "the dictionary page is missing" },
        { "a huge dictionary", "at most 100000000" },
        { "a dictionary beyond its page", "100000000 values of 32 bits are due in 8 bytes" },
        { "an encoded dictionary", "DELTA_BINARY_PACKED is not supported for a dictionary" },
        { "an index outside the dictionary", "index 2 is outside the dictionary of 2 entries" },
        { "indices of 200 bits", "a bit width of 200" },
        { "too few indices", "fewer indices or levels than values" },
        { "no indices at all", "is empty" },
        { "two dictionaries", "a second dictionary" },
        { "pages after the last value", "at most 0 are possible" },
        { "zeros after the last page", "lacks its type or sizes" },
        { "a page of megabytes for two numbers", "a page of 2000000 bytes for 2 values" },
        { "an encoding for texts", "DELTA_BYTE_ARRAY is not supported" },
        { "an encoding of the future", "encoding 10 is not supported" },
    };

    [Theory]
    [MemberData(nameof(BadPages))]
    [Trait(AcceptanceList.Trait, "H6")]
    [Trait(AcceptanceList.Trait, "H8")]
    [Trait(AcceptanceList.Trait, "H10")]
    [Trait(AcceptanceList.Trait, "H17")]
    [Trait(AcceptanceList.Trait, "H18")]
    public void A_page_that_cannot_be_right_is_refused_with_the_reason(string what, string reason)
    {
        var dictionary = Page(PageKind.Dictionary, 2, Plain, SevenNine);
        var page = Page(PageKind.Data, 2, Plain, SevenNine);
        HandMadePage[] pages = what switch
        {
            "a negative size" => [WithHeader(page, header => header with { PackedSize = -1 })],
            "a size beyond the chunk" => [WithHeader(page, header => header with { PackedSize = 9 })],
            "an unpacked size of 2 GiB" => [WithHeader(page, header => header with { UnpackedSize = int.MaxValue })],
            "negative values" => [WithHeader(page, header => header with { Values = -1 })],
            "too many values" => [WithHeader(page, header => header with { Values = int.MaxValue })],
            "too few values" => [Page(PageKind.Data, 1, Plain, "07000000")],
            "values of a byte too few" => [Page(PageKind.Data, 2, Plain, SevenNine[2..])],
            "values of a byte too many" => [Page(PageKind.Data, 2, Plain, SevenNine + "00")],
            "no dictionary" => [Page(PageKind.Data, 2, Indices, "010302")],
            "a huge dictionary" => [WithHeader(dictionary, header => header with { Values = int.MaxValue })],
            "a dictionary beyond its page" => [WithHeader(dictionary, header => header with { Values = 100_000_000 })],
            "an encoded dictionary" => [WithHeader(dictionary, header => header with { Encoding = PageEncoding.DeltaBinaryPacked })],
            "an index outside the dictionary" => [dictionary, Page(PageKind.Data, 2, Indices, "020402")],
            "indices of 200 bits" => [dictionary, Page(PageKind.Data, 2, Indices, "C80302")],
            "too few indices" => [dictionary, Page(PageKind.Data, 2, Indices, "010200")],
            "no indices at all" => [dictionary, Page(PageKind.Data, 2, Indices, "")],
            "two dictionaries" => [dictionary, dictionary, Page(PageKind.Data, 2, Indices, "010302")],
            "pages after the last value" => [page, page],
            "zeros after the last page" => [page with { Body = [.. page.Body, 0, 0, 0] }],
            "a page of megabytes for two numbers" => [WithHeader(page, header => header with { UnpackedSize = 2_000_000 })],
            "an encoding for texts" => [Page(PageKind.Data, 2, PageEncoding.DeltaByteArray, SevenNine)],
            _ => [Page(PageKind.Data, 2, (PageEncoding)10, SevenNine)],
        };
        var file = Make(PhysicalType.Int32, optional: false, rows: 2, pages);

        var error = Assert.Throws<ParquetException>(() => TestFile.Read<int>(file));
        Assert.StartsWith("column 'x', row group 0: page at byte ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Theory]
    [InlineData("FFFFFFFF0303" + SevenNine, "the data end")] // levels of 4 GiB
    [InlineData("020000000402" + SevenNine, "a level of 2")]
    [InlineData("00000000" + SevenNine, "fewer indices or levels")]
    [InlineData("020000000401" + "07000000", "2 values of 32 bits are due in 4 bytes")]
    [Trait(AcceptanceList.Trait, "H11")]
    [Trait(AcceptanceList.Trait, "H15")]
    public void Levels_that_cannot_be_right_are_refused(string body, string reason)
    {
        var file = Make(PhysicalType.Int32, optional: true, rows: 2, Page(PageKind.Data, 2, Plain, body));

        Assert.Contains(reason, Assert.Throws<ParquetException>(() => TestFile.Read<int>(file)).Message);
    }

    [Theory]
    [InlineData("FFFFFFFF" + "6161", "the data end")] // a text of 4 GiB
    [InlineData("03000000" + "6161", "the data end")]
    [InlineData("01000000" + "6161", "1 bytes are left")]
    [InlineData("01000000" + "FF", "the text in row 0 of the row group is not valid UTF-8")]
    [Trait(AcceptanceList.Trait, "H14")]
    public void Texts_that_cannot_be_right_are_refused(string body, string reason)
    {
        var file = new HandMadeFile(1, Page(PageKind.Data, 1, Plain, body))
        {
            Type = PhysicalType.ByteArray,
            InElement = thrift => thrift.WriteI32(6, 0), // UTF8
        }.ToBytes();

        Assert.Contains(reason, Assert.Throws<ParquetException>(() => TestFile.Read<string>(file)).Message);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R20")]
    public void A_timestamp_beyond_the_calendar_is_read_as_a_number_only()
    {
        var file = new HandMadeFile(1, Page(PageKind.Data, 1, Plain, "FFFFFFFFFFFFFF7F"))
        {
            Type = PhysicalType.Int64,
            InElement = thrift => thrift.WriteI32(6, 10), // TIMESTAMP_MICROS
        }.ToBytes();

        Assert.Equal([long.MaxValue], TestFile.Read<long>(file));
        Assert.Contains("outside the years", Assert.Throws<ParquetException>(() => TestFile.Read<DateTime>(file)).Message);
    }

    private static HandMadePage Page(PageKind kind, int values, PageEncoding encoding, string hex) => HandMadePage.Of(kind, values, encoding, hex);

    private static HandMadePage WithHeader(HandMadePage page, Func<PageHeader, PageHeader> change) => page with { Header = change(page.Header) };

    // Leaves the offset of the dictionary out, as old writers do.
    private static byte[] Make(PhysicalType type, bool optional, int rows, params HandMadePage[] pages) =>
        new HandMadeFile(rows, pages) { Type = type, Optional = optional }.ToBytes();
}
