using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Footers as other writers make them, of today and of later.</summary>
public class FooterTests
{
    [Theory]
    [InlineData("69" + "2C" + "0000")] // field 10: a list of two empty structs
    [InlineData("61" + "12" + "137F" + "1402" + "17" + "0000000000000000" + "1A1502")] // fields 10 to 15: true, false, i8, i16, double, set
    [InlineData("0CFEFF03" + "1502" + "00")] // field 32767, in long form: a struct
    [InlineData("0BFEFF03" + "01" + "58" + "02" + "0161")] // a map
    [InlineData("0DFEFF03" + "00112233445566778899AABBCCDDEEFF")] // a uuid
    [Trait(AcceptanceList.Trait, "R14")]
    public void Unknown_fields_are_passed_over(string fields) => Assert.Equal([7, 9], (HandMadeFile.SevenNine with { RawFooter = fields }).Read<int>());

    [Fact]
    [Trait(AcceptanceList.Trait, "R14")]
    public void Unknown_fields_are_passed_over_in_columns_chunks_and_pages()
    {
        var file = HandMadeFile.SevenNine with
        {
            InElement = thrift => thrift.WriteString(32767, "later"),
            InMetadata = thrift => thrift.WriteString(32767, "later"),
            InChunk = thrift => thrift.WriteBool(32767, true),
        };

        Assert.Equal([7, 9], file.Read<int>());
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(0, "format version 0")]
    [InlineData(3, "format version 3")]
    [InlineData(null, "format version none")]
    [Trait(AcceptanceList.Trait, "R24")]
    public void Versions_1_and_2_are_read(int? version, string? reason)
    {
        var file = HandMadeFile.SevenNine with { Version = version };

        if (reason is null)
            Assert.Equal([7, 9], file.Read<int>());
        else
            Assert.Contains(reason, file.Refusal<int>());
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R15")]
    public void An_unknown_logical_type_leaves_the_stored_type() =>
        Assert.Equal([7, 9], (HandMadeFile.SevenNine with { InElement = HandMadeFile.Logical(99) }).Read<int>());

    [Theory]
    [InlineData(1, "INT32 STRING")]
    [InlineData(6, null)]
    [InlineData(11, "INT32 UNKNOWN")]
    [InlineData(14, "INT32 UUID")]
    [InlineData(15, "INT32 FLOAT16")]
    [Trait(AcceptanceList.Trait, "R15")]
    public void An_annotation_that_does_not_fit_is_refused_by_name(int logical, string? type)
    {
        var file = HandMadeFile.SevenNine with { InElement = HandMadeFile.Logical(logical) };

        if (type is null)
            Assert.Equal([new(1970, 1, 8), new(1970, 1, 10)], file.Read<DateOnly>());
        else
            Assert.Equal($"column 'x': it is of type {type}, which is not supported", file.Refusal<int>());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(-1)]
    [Trait(AcceptanceList.Trait, "H18")]
    public void An_unknown_stored_type_is_refused_by_name(int type) =>
        Assert.StartsWith("column 'x': it is of type ", (HandMadeFile.SevenNine with { Type = (PhysicalType)type }).Refusal<int>());

    [Theory]
    [InlineData("nonsense")]
    [InlineData("zeros")]
    [Trait(AcceptanceList.Trait, "R17")]
    public void Indexes_and_bloom_filters_are_not_looked_at(string what)
    {
        long offset = what == "zeros" ? 0 : long.MaxValue;
        var file = HandMadeFile.SevenNine with
        {
            InMetadata = thrift =>
            {
                thrift.WriteI64(10, offset);
                thrift.WriteI64(14, offset);
                thrift.WriteI32(15, -1);
            },
            InChunk = thrift =>
            {
                thrift.WriteI64(4, offset);
                thrift.WriteI32(5, -1);
                thrift.WriteI64(6, offset);
                thrift.WriteI32(7, -1);
            },
        };

        Assert.Equal([7, 9], file.Read<int>());
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R18")]
    public void A_key_without_a_value_is_not_one_with_an_empty_value()
    {
        var file = HandMadeFile.SevenNine with
        {
            InFooter = thrift =>
            {
                thrift.BeginList(5, ThriftType.Struct, 2);
                thrift.BeginElement();
                thrift.WriteString(1, "absent");
                thrift.EndStruct();
                thrift.BeginElement();
                thrift.WriteString(1, "empty");
                thrift.WriteString(2, "");
                thrift.EndStruct();
            },
        };

        using var reader = file.Open();
        Assert.Null(reader.Metadata["absent"]);
        Assert.Equal("", reader.Metadata["empty"]);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(4L)]
    [InlineData(null)]
    [Trait(AcceptanceList.Trait, "R6")]
    public void The_offset_of_the_dictionary_may_be_absent_or_0(long? offset)
    {
        var file = new HandMadeFile(
            2,
            HandMadePage.Of(PageKind.Dictionary, 2, PageEncoding.Plain, "0700000009000000"),
            HandMadePage.Of(PageKind.Data, 2, PageEncoding.RleDictionary, "010302"))
        {
            InMetadata = thrift =>
            {
                if (offset is not null)
                    thrift.WriteI64(11, offset.Value);
            },
        };

        Assert.Equal([7, 9], file.Read<int>());
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R13")]
    public void Of_a_row_group_without_rows_the_offsets_do_not_matter()
    {
        var file = new HandMadeFile(0) { Offset = -9, PackedSize = long.MinValue, ChunkValues = 77, Codec = Codec.Lzo };

        Assert.Equal([], file.Read<int>());
        using var reader = file.Open();
        Assert.Equal([0], reader.RowGroupRows);
        Assert.Empty(reader.Rows());
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R23")]
    public void An_encrypted_footer_is_named()
    {
        var file = HandMadeFile.SevenNine with
        {
            InFooter = thrift =>
            {
                thrift.BeginStruct(8);
                thrift.EndStruct();
            },
        };
        var column = HandMadeFile.SevenNine with
        {
            InChunk = thrift =>
            {
                thrift.BeginStruct(8);
                thrift.EndStruct();
            },
        };

        Assert.Equal("the file is encrypted, which is not supported", file.Refusal<int>());
        Assert.Equal("a column is encrypted, which is not supported", column.Refusal<int>());
    }

    [Theory]
    [InlineData("list")]
    [InlineData("struct")]
    [InlineData("map")]
    [InlineData("repeated")]
    [Trait(AcceptanceList.Trait, "R22")]
    public void A_nested_column_is_refused_by_name_before_anything_is_unpacked(string kind)
    {
        const PhysicalType Int = PhysicalType.Int32;
        (int, int, Action<ThriftWriter>) schema = kind switch
        {
            "list" => (1, 4, thrift =>
            {
                HandMadeFile.Element(thrift, "x", null, 1, 1);
                HandMadeFile.Element(thrift, "list", null, 2, 1);
                HandMadeFile.Element(thrift, "element", Int, 1);
            }
            ),
            "struct" => (1, 3, thrift =>
            {
                HandMadeFile.Element(thrift, "x", null, 0, 1);
                HandMadeFile.Element(thrift, "y", Int, 0);
            }
            ),
            "map" => (1, 5, thrift =>
            {
                HandMadeFile.Element(thrift, "x", null, 1, 1);
                HandMadeFile.Element(thrift, "key_value", null, 2, 1);
                HandMadeFile.Element(thrift, "pair", null, 0, 1);
                HandMadeFile.Element(thrift, "key", Int, 0);
            }
            ),
            _ => (1, 2, thrift => HandMadeFile.Element(thrift, "x", Int, 2)),
        };
        var page = HandMadePage.Of(PageKind.Data, 2, PageEncoding.Plain, "FFFFFFFF");

        Assert.Equal(
            "column 'x': it is nested or repeated, which is not supported",
            new HandMadeFile(2, page) { Schema = schema, Codec = Codec.Gzip }.Refusal<int>());
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "H16")]
    public void Another_file_is_never_opened()
    {
        string other = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = HandMadeFile.SevenNine with { FilePath = other };

        // A file that is there and may not be shared could not be opened; one that is not there could not either.
        using (var held = new FileStream(other, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            Assert.Equal("a column lies in another file, which is not supported", file.Refusal<int>());
        Assert.Equal("a column lies in another file, which is not supported", file.Refusal<int>());
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R19")]
    public void Damaged_pages_are_read_when_nobody_asks_for_their_checksums()
    {
        var page = HandMadeFile.SevenNine.Pages[0];
        var file = new HandMadeFile(2, page with { Header = page.Header with { Crc = 17 } });

        Assert.Equal("column 'x', row group 0: page at byte 4: the checksum does not match: the data are damaged", file.Refusal<int>());
        Assert.Equal([7, 9], file.Read<int>(new() { VerifyChecksums = false }));
    }

    [Fact]
    public void Names_that_come_twice_are_read_by_their_place()
    {
        var file = TestFile.Write(
            new([new("x", ParquetType.Int32), new("y", ParquetType.Int32)]),
            writer =>
            {
                writer.Column<int>("x").Add(1);
                writer.Column<int>("y").Add(2);
                writer.EndRow();
            });
        // Both places of the name: in the schema and in the path of the chunk.
        for (int i = 0; i < file.Length - 1; i++)
            if (file[i] == 1 && file[i + 1] == (byte)'y')
                file[i + 1] = (byte)'x';

        using var reader = TestFile.Open(file);
        var error = Assert.Throws<ParquetException>(() => reader.Read<int>("x"));
        Assert.Equal("column 'x': the file has more than one column of this name; read it by its place", error.Message);
        Assert.Equal([2], reader.Read<int>(1, rowGroup: 0).Values);
    }
}
