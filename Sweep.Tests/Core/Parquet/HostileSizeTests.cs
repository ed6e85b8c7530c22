using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Small files that claim much: none is believed before memory or time is spent.</summary>
public class HostileSizeTests
{
    private const PageEncoding Plain = PageEncoding.Plain;

    [Theory]
    [InlineData(-1, "the schema announces -1 columns and lists 1")]
    [InlineData(0, "the schema announces 0 columns and lists 1")]
    [InlineData(2, "the schema announces 2 columns and lists 1")]
    [InlineData(int.MaxValue, "the schema announces 2147483647 columns and lists 1")]
    [Trait(AcceptanceList.Trait, "H5")]
    public void The_root_has_as_many_columns_as_are_listed(int children, string reason) =>
        Refused(reason, HandMadeFile.SevenNine with { Schema = (children, 2, thrift => HandMadeFile.Element(thrift, "x", PhysicalType.Int32, 0)) });

    [Theory]
    [InlineData(-1, "column 'x' has a part without a type")]
    [InlineData(0, "column 'x' has a part without a type")]
    [InlineData(2, "the schema ends in the middle of column 'x'")]
    [InlineData(int.MaxValue, "the schema ends in the middle of column 'x'")]
    [Trait(AcceptanceList.Trait, "H5")]
    public void A_group_has_as_many_parts_as_are_listed(int children, string reason) => Refused(reason, HandMadeFile.SevenNine with
    {
        Schema = (1, 3, thrift =>
        {
            HandMadeFile.Element(thrift, "x", null, 0, children);
            HandMadeFile.Element(thrift, "y", PhysicalType.Int32, 0);
        }
        ),
    });

    [Theory]
    [InlineData(9_000, "column 'x': it is nested or repeated")]
    [InlineData(50_000, "more than 10000 columns")]
    [Trait(AcceptanceList.Trait, "H5")]
    public void A_schema_may_be_deep_without_an_end_to_the_stack(int depth, string reason) => Refused(reason, HandMadeFile.SevenNine with
    {
        Schema = (1, 1 + depth, thrift =>
        {
            for (int level = 1; level < depth; level++)
                HandMadeFile.Element(thrift, "x", null, 0, 1);
            HandMadeFile.Element(thrift, "x", PhysicalType.Int32, 0);
        }
        ),
    });

    [Theory]
    [InlineData(1, 2, 2, "row group 0: 2 values for 1 rows")]
    [InlineData(2, 1, 2, "row group 0: 1 values for 2 rows")]
    [InlineData(2, 2, 3, "the file announces 3 rows and its row groups 2")]
    [InlineData(3, 3, 3, "the pages end with 1 values missing")]
    [InlineData(1, 1, 1, "a page of 2 values where at most 1 are possible")]
    [InlineData(2_000_000_000, 2_000_000_000, 2_000_000_000, "at most 100000000 are supported")]
    [InlineData(-1, -1, -1, "at most 100000000 are supported")]
    [Trait(AcceptanceList.Trait, "H6")]
    [Trait(AcceptanceList.Trait, "H17")]
    public void Rows_are_as_many_in_footer_group_chunk_and_pages(long group, long chunk, long footer, string reason) =>
        Refused(reason, HandMadeFile.SevenNine with { GroupRows = group, ChunkValues = chunk, FooterRows = footer });

    [Fact]
    [Trait(AcceptanceList.Trait, "H9")]
    public void Two_billion_nulls_in_one_run_are_too_many()
    {
        const int Rows = 2_000_000_000;
        var page = HandMadePage.Of(PageKind.Data, Rows, Plain, "06000000" + "80D0ACF30E" + "00");

        Refused("at most 100000000 are supported", new(Rows, page) { Optional = true });
    }

    [Theory]
    [InlineData((int)Codec.Gzip)]
    [InlineData((int)Codec.Brotli)]
    [Trait(AcceptanceList.Trait, "H7")]
    public void A_page_of_200_MB_for_three_numbers_is_not_unpacked(int codec)
    {
        byte[] packed = PageCodec.Compress((Codec)codec, new byte[200_000_000]).ToArray();
        HandMadePage Declaring(int size) => new(new(PageKind.Data, size, packed.Length, Crc: null, 3, Plain), packed);

        Refused("a page of 200000000 bytes for 3 values", new(3, Declaring(200_000_000)) { Codec = (Codec)codec });
        Refused("unpacks to more than the 12 bytes it declares", new(3, Declaring(12)) { Codec = (Codec)codec });
        Refused(
            "unpacks to more than the 12 bytes it declares",
            new(3, Declaring(12)) { Codec = (Codec)codec, Type = PhysicalType.ByteArray });
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "H7")]
    public void Pages_of_gigabytes_in_a_small_chunk_are_not_unpacked()
    {
        const int Text = 16 << 20, Bomb = 256 << 20;
        byte[] text = [.. BitConverter.GetBytes(Text), .. new byte[Text]];
        byte[] packed = PageCodec.Compress(Codec.Brotli, text).ToArray();
        HandMadePage Declaring(int size) => new(new(PageKind.Data, size, packed.Length, Crc: null, 1, Plain), packed);

        Refused("which is more than is followed", new(2, Declaring(text.Length), Declaring(Bomb)) { Codec = Codec.Brotli, Type = PhysicalType.ByteArray });
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "H9")]
    public void A_column_of_billions_of_nulls_is_read_by_row_groups_only()
    {
        var chunk = TestFile.Chunk(TestFile.Write(ParquetType.Int32, [1])) with { Values = 100_000_000, DataPageOffset = 4, PackedSize = 0 };
        var file = new ByteBuffer();
        file.Append("PAR1"u8);
        FileMetadata.Write(
            new ThriftWriter(file), new([new("x", ParquetType.Int32)]), [new([chunk], 100_000_000), new([chunk], 100_000_000)], [], TestFile.CreatedBy);
        file.AppendInt32(file.Length - 4);
        file.Append("PAR1"u8);

        using var reader = TestFile.Open(file.Written.ToArray());
        Assert.Equal(
            "column 'x': the column has more than 100000000 rows; read it by row groups",
            Assert.Throws<ParquetException>(() => reader.Read<int>("x")).Message);
    }

    [Theory]
    [InlineData((int)PageEncoding.Plain)]
    [InlineData((int)PageEncoding.ByteStreamSplit)]
    [InlineData((int)PageEncoding.DeltaBinaryPacked)]
    [InlineData((int)PageEncoding.RleDictionary)]
    [Trait(AcceptanceList.Trait, "H8")]
    public void A_hundred_million_values_do_not_fit_eight_bytes(int encoding)
    {
        const int Rows = 100_000_000;

        Refused("", new(Rows, HandMadePage.Of(PageKind.Data, Rows, (PageEncoding)encoding, "0807060504030201")));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "H8")]
    public void A_hundred_million_texts_do_not_fit_eight_bytes()
    {
        const int Rows = 100_000_000;
        foreach (var encoding in new[] { Plain, PageEncoding.DeltaLengthByteArray, PageEncoding.DeltaByteArray })
            Refused("", new(Rows, HandMadePage.Of(PageKind.Data, Rows, encoding, "0000000000000000")) { Type = PhysicalType.ByteArray });
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "H4")]
    public void A_column_chunk_lists_a_thousand_encodings_at_most()
    {
        var chunk = TestFile.Chunk(TestFile.Write(ParquetType.Int32, [1]));
        var bytes = new ByteBuffer();
        (chunk with { Encodings = [.. Enumerable.Repeat(Plain, 1001)] }).Write(new ThriftWriter(bytes));
        byte[] written = bytes.Written.ToArray();

        var error = Assert.Throws<ParquetException>(() =>
        {
            var thrift = new ThriftReader(written);
            return ColumnChunk.Read(ref thrift);
        });
        Assert.Contains("lists 1001 encodings or names; at most 1000", error.Message);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "H18")]
    public void A_page_of_an_unknown_kind_is_passed_over()
    {
        var page = HandMadeFile.SevenNine.Pages[0];
        var unknown = HandMadePage.Of((PageKind)77, 0, Plain, "FFFF");

        Assert.Equal([7, 9], new HandMadeFile(2, unknown, page, unknown).Read<int>());
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(40_000)]
    [Trait(AcceptanceList.Trait, "R8")]
    public void Many_pages_in_a_chunk_take_no_more_memory_each(int pages)
    {
        var page = HandMadePage.Of(PageKind.Data, 1, Plain, "07000000");
        var file = new HandMadeFile(pages, [.. Enumerable.Repeat(page, pages)]);
        using var reader = file.Open();

        long before = GC.GetAllocatedBytesForCurrentThread();
        int[] values = reader.Read<int>("x").Values;

        Assert.Equal(Enumerable.Repeat(7, pages), values);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / pages, 0, 1000);
    }

    // Whatever a file claims, 100 MB beyond its size are never taken.
    private static void Refused(string reason, HandMadeFile file)
    {
        byte[] bytes = file.ToBytes();
        long before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<ParquetException>(() =>
        {
            using var reader = TestFile.Open(bytes);
            return file.Type == PhysicalType.ByteArray ? reader.Read<byte[]>("x").Values.Length : reader.Read<int>("x").Values.Length;
        });

        Assert.Contains(reason, error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000 + bytes.Length);
    }
}
