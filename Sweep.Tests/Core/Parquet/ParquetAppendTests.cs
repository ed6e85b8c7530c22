using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class ParquetAppendTests
{
    private static readonly ParquetSchema _schema =
        new([new("step", ParquetType.Int64), new("loss", ParquetType.Double, Optional: true), new("name", ParquetType.String)]);

    [Theory]
    [InlineData(ParquetCompression.None)]
    [InlineData(ParquetCompression.Gzip)]
    [InlineData(ParquetCompression.Brotli)]
    public void Parts_one_after_another_are_read_as_one_file(ParquetCompression compression)
    {
        var dice = new Dice(11);
        for (int round = 0; round < 12; round++)
        {
            int rows = dice.Of(0, 1, 2, 300, 1000);
            var columns = (
                from type in TestFile.WrittenTypes
                from optional in Enumerable.Range(0, 2)
                select RandomColumn.Make(new($"{type}{optional}", type, Optional: optional == 1), rows, dice)).ToArray();
            var schema = new ParquetSchema(columns.Select(column => column.Column));

            byte[] file = TestFile.Write(schema, writer =>
            {
                int row = 0;
                while (row < rows)
                {
                    int first = row, end = Math.Min(rows, first + dice.Of(0, 1, 7, 100, 400));
                    // Some rows come by themselves, between the parts.
                    if (dice.Bool())
                        Fill(writer, columns, first, end);
                    else
                        Append(writer, TestFile.Write(
                            schema, part => Fill(part, columns, first, end), new() { Compression = compression, RowGroupRows = dice.Of(50, 1000) }));
                    row = end;
                }
                Append(writer, TestFile.Write(schema, _ => { }));
            });

            using var reader = TestFile.Open(file);
            Assert.Equal(rows, reader.RowCount);
            foreach (var column in columns)
                column.Check(reader);
        }
    }

    [Fact]
    public void Row_groups_are_copied_to_the_byte_with_all_that_is_known_about_them()
    {
        byte[] part = Part(first: 0, rows: 1000, new() { RowGroupRows = 300 });
        byte[] file = TestFile.Write(_schema, writer =>
        {
            Fill(writer, 5000, 3);
            Append(writer, part);
        });

        using var before = TestFile.Open(part);
        using var after = TestFile.Open(file);
        Assert.Equal([3, 300, 300, 300, 100], after.RowGroups.Select(group => group.Rows));
        for (int g = 0; g < 4; g++)
        {
            for (int c = 0; c < 3; c++)
            {
                var (was, isNow) = (before.RowGroups[g].Columns[c], after.RowGroups[g + 1].Columns[c]);
                Assert.Equal(Bytes(part, was), Bytes(file, isNow));
                Assert.Equal(TestFile.Pages(part, was), TestFile.Pages(file, isNow));
                Assert.Equivalent(was.Statistics, isNow.Statistics, strict: true);
                Assert.Equal(was.Encodings, isNow.Encodings);
                Assert.Equal(was.DictionaryPageOffset is null, isNow.DictionaryPageOffset is null);
                Assert.Equal(was.DataPageOffset - was.Start, isNow.DataPageOffset - isNow.Start);
                Assert.Equal(
                    (was.Codec, was.Values, was.UnpackedSize, was.PackedSize), (isNow.Codec, isNow.Values, isNow.UnpackedSize, isNow.PackedSize));
            }
        }
    }

    [Fact]
    public void Parts_alone_make_the_file_that_the_rows_would_have_made_at_once()
    {
        byte[] file = TestFile.Write(_schema, writer =>
        {
            Append(writer, Part(0, 100));
            Append(writer, Part(100, 100));
            Append(writer, Part(200, 17));
        });

        Assert.Equal(Part(0, 217, new() { RowGroupRows = 100 }), file);
    }

    [Fact]
    public void A_part_that_is_appended_twice_is_there_twice()
    {
        byte[] part = Part(0, 5);
        byte[] file = TestFile.Write(_schema, writer =>
        {
            using var reader = TestFile.Open(part);
            writer.Append(reader);
            writer.Append(reader);
        });

        using var read = TestFile.Open(file);
        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], read.Read<long>("step").Values);
    }

    [Fact]
    public void Metadata_of_a_part_stay_with_the_part()
    {
        byte[] part = TestFile.Write(_schema, writer => writer.Metadata["fits"] = "1-3");

        using var reader = TestFile.Open(TestFile.Write(_schema, writer => Append(writer, part)));

        Assert.Empty(reader.Metadata);
    }

    public static TheoryData<string, string> OtherSchemas => new()
    {
        { "step:Int64,loss:Double?", "column 2 is \"name\" (String, required) here and missing in the part" },
        { "step:Int64,loss:Double?,name:String,x:Bool", "column 3 is missing here and \"x\" (Bool, required) in the part" },
        { "step:Int64,loss:Float?,name:String", "column 1 is \"loss\" (Double, optional) here and \"loss\" (Float, optional) in the part" },
        { "step:Int64,loss:Double,name:String", "column 1 is \"loss\" (Double, optional) here and \"loss\" (Double, required) in the part" },
        { "step:Int64,name:String,loss:Double?", "column 1 is \"loss\" (Double, optional) here and \"name\" (String, required) in the part" },
        { "Step:Int64,loss:Double?,name:String", "column 0 is \"step\" (Int64, required) here and \"Step\" (Int64, required) in the part" },
    };

    [Theory]
    [MemberData(nameof(OtherSchemas))]
    public void A_part_with_other_columns_is_refused_with_the_first_difference(string columns, string difference)
    {
        var other = new ParquetSchema(columns.Split(',').Select(column => column.TrimEnd('?').Split(':')).Zip(
            columns.Split(','), (column, text) => new ParquetColumn(column[0], Enum.Parse<ParquetType>(column[1]), text.EndsWith('?'))));
        byte[] part = TestFile.Write(other, _ => { });

        byte[] file = TestFile.Write(_schema, writer =>
        {
            Fill(writer, 0, 2);
            var error = Assert.Throws<ArgumentException>(() => Append(writer, part));
            Assert.StartsWith($"Only a part with the same columns can be appended: {difference}.", error.Message, StringComparison.Ordinal);
            Fill(writer, 2, 2);
        });

        Assert.Equal(Part(0, 4), file);
    }

    [Fact]
    public void A_part_does_not_come_into_the_middle_of_a_row()
    {
        byte[] file = TestFile.Write(_schema, writer =>
        {
            writer.Column<long>("step").Add(0);
            Assert.Throws<InvalidOperationException>(() => Append(writer, Part(0, 1)));
            writer.Column<double>("loss").AddNull();
            writer.Column<string>("name").Add("sgd");
            writer.EndRow();
        });

        Assert.Equal(Part(0, 1), file);
    }

    [Fact]
    public void A_closed_file_takes_no_part()
    {
        using var writer = new ParquetWriter(Stream.Null, _schema, TestFile.CreatedBy);
        writer.Close();

        Assert.Throws<InvalidOperationException>(() => Append(writer, Part(0, 1)));
    }

    [Fact]
    public void A_part_that_becomes_shorter_leaves_no_file_that_looks_whole()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, _schema, TestFile.CreatedBy);
        using var part = new MemoryStream(Part(0, 1000));
        using var reader = new ParquetReader(part);
        part.SetLength(500);

        var error = Assert.Throws<ParquetException>(() => writer.Append(reader));

        Assert.Equal("the file has become shorter while it was read", error.Message);
        Assert.Throws<InvalidOperationException>(writer.Close);
        Assert.Throws<ParquetException>(() => TestFile.Open(stream.ToArray()));
    }

    [Fact]
    public void Damage_in_a_part_is_found_by_whoever_reads_it()
    {
        byte[] part = Part(0, 10, new() { Compression = ParquetCompression.None });
        var chunk = TestFile.Chunk(part);
        part[chunk.Start + chunk.PackedSize - 1] ^= 1;

        using var reader = TestFile.Open(TestFile.Write(_schema, writer => Append(writer, part)));

        var error = Assert.Throws<ParquetException>(() => reader.Read<long>("step"));
        Assert.Contains("the checksum does not match", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(byte[] file, ColumnChunk chunk) => file.AsSpan((int)chunk.Start, (int)chunk.PackedSize).ToArray();

    private static byte[] Part(int first, int rows, ParquetOptions? options = null) =>
        TestFile.Write(_schema, writer => Fill(writer, first, rows), options);

    private static void Append(ParquetWriter writer, byte[] part)
    {
        using var reader = TestFile.Open(part);
        writer.Append(reader);
    }

    private static void Fill(ParquetWriter writer, RandomColumn[] columns, int first, int end)
    {
        foreach (var column in columns)
            column.Bind(writer);
        for (int row = first; row < end; row++)
        {
            foreach (var column in columns)
                column.Add(row);
            writer.EndRow();
        }
    }

    private static void Fill(ParquetWriter writer, int first, int rows)
    {
        for (int row = first; row < first + rows; row++)
        {
            writer.Column<long>("step").Add(row);
            if (row % 7 == 0)
                writer.Column<double>("loss").AddNull();
            else
                writer.Column<double>("loss").Add(1.0 / row);
            writer.Column<string>("name").Add(row % 3 == 0 ? "sgd" : "adam");
            writer.EndRow();
        }
    }
}
