using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Footers that contradict the file or themselves.</summary>
public class HostileFooterTests
{
    private static readonly ParquetSchema _schema = new([new("x", ParquetType.Int32)]);

    public static TheoryData<string, string> Contradictions => new()
    {
        { "nothing", "" },
        { "two billion rows", "at most 100000000" },
        { "negative rows", "at most 100000000" },
        { "fewer values than rows", "2 values for 3 rows" },
        { "another type", "not that of the schema" },
        { "another name", "the path is 'y'" },
        { "a path of two names", "the path is 'x.x'" },
        { "a start before the first page", "do not lie within the file" },
        { "a start in the footer", "do not lie within the file" },
        { "a start beyond any file", "do not lie within the file" },
        { "a negative size", "do not lie within the file" },
        { "a size of 2^62", "do not lie within the file" },
        { "the same bytes a thousand times", "overlap" },
        { "more columns than the schema", "2 columns and the schema 1" },
        { "Zstandard", "column 'x', row group 0: codec ZSTD is not supported" },
        { "LZ4", "column 'x', row group 0: codec LZ4 is not supported" },
        { "LZ4_RAW", "column 'x', row group 0: codec LZ4_RAW is not supported" },
        { "LZO", "column 'x', row group 0: codec LZO is not supported" },
        { "an unknown codec", "codec 42 is not supported" },
        { "an unknown encoding, which the pages do not have", "" },
        { "useless offsets where there are no rows", "" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    [Trait(AcceptanceList.Trait, "R13")]
    [Trait(AcceptanceList.Trait, "R21")]
    [Trait(AcceptanceList.Trait, "H6")]
    [Trait(AcceptanceList.Trait, "H9")]
    [Trait(AcceptanceList.Trait, "H17")]
    public void A_contradiction_is_refused_with_the_reason(string contradiction, string reason)
    {
        var file = TestFile.Write(ParquetType.Int32, [1, 5, 2]);
        var chunk = TestFile.Chunk(file);
        var group = new RowGroup([chunk], 3);
        RowGroup With(ColumnChunk other) => new([other], 3);
        RowGroup[] groups = contradiction switch
        {
            "two billion rows" => [new([chunk with { Values = 2_000_000_000 }], 2_000_000_000)],
            "negative rows" => [new([chunk with { Values = -1 }], -1)],
            "fewer values than rows" => [With(chunk with { Values = 2 })],
            "another type" => [With(chunk with { Type = PhysicalType.Float })],
            "another name" => [With(chunk with { Path = ["y"] })],
            "a path of two names" => [With(chunk with { Path = ["x", "x"] })],
            "a start before the first page" => [With(chunk with { DataPageOffset = 3 })],
            "a start in the footer" => [With(chunk with { DataPageOffset = 5 })],
            "a start beyond any file" => [With(chunk with { DataPageOffset = long.MaxValue })],
            "a negative size" => [With(chunk with { PackedSize = -1 })],
            "a size of 2^62" => [With(chunk with { PackedSize = 1L << 62 })],
            "the same bytes a thousand times" => [.. Enumerable.Repeat(group, 1000)],
            "more columns than the schema" => [new([chunk, chunk], 3)],
            "LZ4" => [With(chunk with { Codec = Codec.Lz4 })],
            "LZ4_RAW" => [With(chunk with { Codec = Codec.Lz4Raw })],
            "LZO" => [With(chunk with { Codec = Codec.Lzo })],
            "Zstandard" => [With(chunk with { Codec = Codec.Zstd })],
            "an unknown codec" => [With(chunk with { Codec = (Codec)42 })],
            "an unknown encoding, which the pages do not have" => [With(chunk with { Encodings = [(PageEncoding)42] })],
            "useless offsets where there are no rows" =>
                [group, new([chunk with { Values = 0, DataPageOffset = -7, PackedSize = -1 }], 0)],
            _ => [group],
        };
        var changed = Rewrite(file[..(int)(chunk.Start + chunk.PackedSize)], groups);

        if (reason == "")
            Assert.Equal([1, 5, 2], TestFile.Read<int>(changed));
        else
            Assert.Contains(reason, Assert.Throws<ParquetException>(() => TestFile.Read<int>(changed)).Message);
    }

    private static byte[] Rewrite(byte[] pages, RowGroup[] groups)
    {
        var file = new ByteBuffer();
        file.Append(pages);
        FileMetadata.Write(new ThriftWriter(file), _schema, groups, [], TestFile.CreatedBy);
        file.AppendInt32(file.Length - pages.Length);
        file.Append("PAR1"u8);
        return file.Written.ToArray();
    }
}
