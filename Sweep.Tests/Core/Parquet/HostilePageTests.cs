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
    public void Pages_of_a_chunk_may_differ_in_encoding()
    {
        var file = Make(ParquetType.Int32, optional: false, rows: 7,
            Page(PageKind.Dictionary, 2, PageEncoding.PlainDictionary, SevenNine),
            Page(PageKind.Data, 3, PageEncoding.PlainDictionary, "01" + "0302"), // one packed group: 0 1 0
            Page(PageKind.Index, 0, Plain, "00"),
            Page(PageKind.Data, 0, Plain, ""),
            Page(PageKind.Data, 2, Plain, SevenNine),
            Page(PageKind.Data, 2, PageEncoding.DeltaBinaryPacked, "800104020202" + "00000000"));

        Assert.Equal([7, 9, 7, 7, 9, 1, 2], TestFile.Read<int>(file));
    }

    [Fact]
    public void A_page_of_nulls_may_lack_the_width_of_its_indices()
    {
        var file = Make(ParquetType.Int32, optional: true, rows: 3,
            Page(PageKind.Dictionary, 2, Plain, SevenNine),
            Page(PageKind.Data, 3, Indices, "02000000" + "0600"));

        using var reader = TestFile.Open(file);
        Assert.Equal([true, true, true], reader.Read<int>("x").Nulls!);
    }

    [Fact]
    public void Truth_values_may_come_in_runs()
    {
        var runs = Page(PageKind.Data, 5, PageEncoding.Rle, "02000000" + "0A01");
        var file = Make(ParquetType.Bool, optional: false, rows: 5, runs);

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
        { "a page of version 2", "data pages of version 2 are not supported" },
        { "an encoding for texts", "DELTA_BYTE_ARRAY is not supported" },
        { "an encoding of the future", "encoding 10 is not supported" },
    };

    [Theory]
    [MemberData(nameof(BadPages))]
    public void A_page_that_cannot_be_right_is_refused_with_the_reason(string what, string reason)
    {
        var dictionary = Page(PageKind.Dictionary, 2, Plain, SevenNine);
        var page = Page(PageKind.Data, 2, Plain, SevenNine);
        (PageHeader, byte[])[] pages = what switch
        {
            "a negative size" => [(page.Header with { PackedSize = -1 }, page.Body)],
            "a size beyond the chunk" => [(page.Header with { PackedSize = 9 }, page.Body)],
            "an unpacked size of 2 GiB" => [(page.Header with { UnpackedSize = int.MaxValue }, page.Body)],
            "negative values" => [(page.Header with { Values = -1 }, page.Body)],
            "too many values" => [(page.Header with { Values = int.MaxValue }, page.Body)],
            "too few values" => [Page(PageKind.Data, 1, Plain, "07000000")],
            "values of a byte too few" => [Page(PageKind.Data, 2, Plain, SevenNine[2..])],
            "values of a byte too many" => [Page(PageKind.Data, 2, Plain, SevenNine + "00")],
            "no dictionary" => [Page(PageKind.Data, 2, Indices, "010302")],
            "a huge dictionary" => [(dictionary.Header with { Values = int.MaxValue }, dictionary.Body)],
            "a dictionary beyond its page" => [(dictionary.Header with { Values = 100_000_000 }, dictionary.Body)],
            "an encoded dictionary" => [(dictionary.Header with { Encoding = PageEncoding.DeltaBinaryPacked }, dictionary.Body)],
            "an index outside the dictionary" => [dictionary, Page(PageKind.Data, 2, Indices, "020402")],
            "indices of 200 bits" => [dictionary, Page(PageKind.Data, 2, Indices, "C80302")],
            "too few indices" => [dictionary, Page(PageKind.Data, 2, Indices, "010200")],
            "no indices at all" => [dictionary, Page(PageKind.Data, 2, Indices, "")],
            "a page of version 2" => [Page(PageKind.DataV2, 2, Plain, SevenNine)],
            "an encoding for texts" => [Page(PageKind.Data, 2, PageEncoding.DeltaByteArray, SevenNine)],
            _ => [Page(PageKind.Data, 2, (PageEncoding)10, SevenNine)],
        };
        var file = Make(ParquetType.Int32, optional: false, rows: 2, pages);

        var error = Assert.Throws<ParquetException>(() => TestFile.Read<int>(file));
        Assert.StartsWith("column 'x', row group 0: page at byte ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Theory]
    [InlineData("FFFFFFFF0303" + SevenNine, "the data end")] // levels of 4 GiB
    [InlineData("020000000402" + SevenNine, "a level of 2")]
    [InlineData("00000000" + SevenNine, "fewer indices or levels")]
    [InlineData("020000000401" + "07000000", "2 values of 32 bits are due in 4 bytes")]
    public void Levels_that_cannot_be_right_are_refused(string body, string reason)
    {
        var file = Make(ParquetType.Int32, optional: true, rows: 2, Page(PageKind.Data, 2, Plain, body));

        Assert.Contains(reason, Assert.Throws<ParquetException>(() => TestFile.Read<int>(file)).Message);
    }

    [Theory]
    [InlineData("FFFFFFFF" + "6161", "the data end")] // a text of 4 GiB
    [InlineData("03000000" + "6161", "the data end")]
    [InlineData("01000000" + "6161", "1 bytes are left")]
    [InlineData("01000000" + "FF", "text 0 of the page is not valid UTF-8")]
    public void Texts_that_cannot_be_right_are_refused(string body, string reason)
    {
        var file = Make(ParquetType.String, optional: false, rows: 1, Page(PageKind.Data, 1, Plain, body));

        Assert.Contains(reason, Assert.Throws<ParquetException>(() => TestFile.Read<string>(file)).Message);
    }

    [Fact]
    public void A_timestamp_beyond_the_calendar_is_read_as_a_number_only()
    {
        var file = Make(ParquetType.Timestamp, optional: false, rows: 1, Page(PageKind.Data, 1, Plain, "FFFFFFFFFFFFFF7F"));

        Assert.Equal([long.MaxValue], TestFile.Read<long>(file));
        Assert.Contains("outside the years", Assert.Throws<ParquetException>(() => TestFile.Read<DateTime>(file)).Message);
    }

    private static (PageHeader Header, byte[] Body) Page(PageKind kind, int values, PageEncoding encoding, string hex)
    {
        var body = Convert.FromHexString(hex);
        return (new(kind, body.Length, body.Length, Crc: null, values, encoding), body);
    }

    // Leaves the offset of the dictionary out, as old writers do.
    private static byte[] Make(ParquetType type, bool optional, int rows, params (PageHeader Header, byte[] Body)[] pages)
    {
        var file = new ByteBuffer();
        file.Append("PAR1"u8);
        foreach (var (header, body) in pages)
        {
            header.Write(new ThriftWriter(file));
            file.Append(body);
        }
        int size = file.Length - 4;
        var chunk = new ColumnChunk
        {
            Type = type.InFile(),
            Encodings = [],
            Path = ["x"],
            Codec = Codec.Uncompressed,
            Values = rows,
            UnpackedSize = size,
            PackedSize = size,
            DataPageOffset = 4,
        };
        var schema = new ParquetSchema([new("x", type, optional)]);
        FileMetadata.Write(new ThriftWriter(file), schema, [new([chunk], rows)], [], TestFile.CreatedBy);
        file.AppendInt32(file.Length - size - 4);
        file.Append("PAR1"u8);
        return file.Written.ToArray();
    }
}
