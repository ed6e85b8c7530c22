using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class RoundTripTests
{
    public static TheoryData<ParquetCompression, bool> Settings => new()
    {
        { ParquetCompression.None, false },
        { ParquetCompression.None, true },
        { ParquetCompression.Gzip, false },
        { ParquetCompression.Gzip, true },
        { ParquetCompression.Brotli, false },
        { ParquetCompression.Brotli, true },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    [Trait(AcceptanceList.Trait, "W1")]
    public void Whatever_is_written_is_read_to_the_bit(ParquetCompression compression, bool split)
    {
        var dice = new Dice(7);
        for (int round = 0; round < 12; round++)
        {
            int rows = dice.Of(0, 1, 2, 7, 8, 9, 300, 1000);
            var columns = (
                from type in TestFile.WrittenTypes
                from optional in Enumerable.Range(0, 2)
                select RandomColumn.Make(new($"{type}{optional}", type, Optional: optional == 1), rows, dice)).ToArray();
            var options = new ParquetOptions
            {
                Compression = compression,
                SplitFloats = split,
                RowGroupRows = dice.Of(1000, 128, 50),
            };

            var file = TestFile.Write(
                new(columns.Select(column => column.Column)),
                writer =>
                {
                    foreach (var column in columns)
                        column.Bind(writer);
                    for (int row = 0; row < rows; row++)
                    {
                        foreach (var column in columns)
                            column.Add(row);
                        writer.EndRow();
                    }
                },
                options);

            using var reader = TestFile.Open(file);
            Assert.Equal(rows, reader.RowCount);
            Assert.Equal((rows + options.RowGroupRows - 1) / options.RowGroupRows, reader.RowGroupCount);
            foreach (var column in columns)
                column.Check(reader);
        }
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W6")]
    public void The_payload_of_NaN_and_the_sign_of_zero_survive_a_dictionary_too()
    {
        double[] values = [double.NaN, BitConverter.UInt64BitsToDouble(0x7FF0000000000001), -0.0, 0.0, double.Epsilon];
        double[] repeated = [.. values.SelectMany(value => Enumerable.Repeat(value, 20))];

        foreach (var rows in new[] { values, repeated })
        {
            var file = TestFile.Write(ParquetType.Double, rows);
            Assert.Equal(rows == repeated, TestFile.Chunk(file).Encodings.Contains(PageEncoding.RleDictionary));
            Assert.Equal(rows.Select(TestFile.Bits), TestFile.Read<double>(file).Select(TestFile.Bits));
        }
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W11")]
    public void Texts_of_every_kind_come_back()
    {
        string[] texts =
        [
            "", "\0", "\r\n", "\"'", "\U0001F600", "e\u0301", "\u05D0\u05D1", "\uFEFFfirst", "\U0010FFFF",
            new('x', 70_000), new('\u00E9', 1 << 19), "",
        ];

        Assert.Equal(texts, TestFile.Read<string>(TestFile.Write(ParquetType.String, texts)));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W12")]
    public void Half_a_surrogate_pair_becomes_a_replacement_character() =>
        Assert.Equal(["a\uFFFDb"], TestFile.Read<string>(TestFile.Write(ParquetType.String, ["a\ud800b"])));

    [Fact]
    [Trait(AcceptanceList.Trait, "W16")]
    public void Timestamps_come_back_in_UTC_and_can_be_read_as_microseconds()
    {
        var moment = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc).AddTicks(17);
        var file = TestFile.Write(ParquetType.Timestamp, [moment]);

        var read = Assert.Single(TestFile.Read<DateTime>(file));
        Assert.Equal((moment.AddTicks(-7), DateTimeKind.Utc), (read, read.Kind));
        Assert.Equal([1_782_907_200_000_001], TestFile.Read<long>(file));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W19")]
    [Trait(AcceptanceList.Trait, "W20")]
    public void Metadata_come_back_and_may_be_set_just_before_closing()
    {
        var file = TestFile.Write(
            new([new("x", ParquetType.Bool)]),
            writer =>
            {
                writer.Column<bool>("x").Add(true);
                writer.EndRow();
                writer.Metadata["empty"] = "";
                writer.Metadata["\u00FC\U0001F600"] = "\u05D0";
                writer.Metadata["long"] = new('x', 100_000);
            });

        using var reader = TestFile.Open(file);

        Assert.Equal(TestFile.CreatedBy, reader.CreatedBy);
        Assert.Equal(3, reader.Metadata.Count);
        Assert.Equal("", reader.Metadata["empty"]);
        Assert.Equal("\u05D0", reader.Metadata["\u00FC\U0001F600"]);
        Assert.Equal(new('x', 100_000), reader.Metadata["long"]);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W24")]
    public void Ten_thousand_columns_and_a_thousand_row_groups_work()
    {
        var schema = new ParquetSchema(Enumerable.Range(0, 10_000).Select(i => new ParquetColumn($"c{i}", ParquetType.Int32)));
        var wide = TestFile.Write(schema, writer =>
        {
            for (int row = 0; row < 2; row++)
            {
                for (int i = 0; i < 10_000; i++)
                    writer.Column<int>($"c{i}").Add(i + row);
                writer.EndRow();
            }
        });
        var tall = TestFile.Write(ParquetType.Int32, Enumerable.Range(0, 1000), new() { RowGroupRows = 1 });

        using var wideReader = TestFile.Open(wide);
        using var tallReader = TestFile.Open(tall);

        Assert.Equal([9999, 10_000], wideReader.Read<int>("c9999").Values);
        Assert.Equal(1000, tallReader.RowGroupCount);
        Assert.Equal(Enumerable.Range(0, 1000), tallReader.Read<int>("x").Values);
        Assert.Equal([17], tallReader.Read<int>("x", rowGroup: 17).Values);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R25")]
    public void Reading_a_column_touches_no_other()
    {
        var file = TestFile.Write(
            new([new("x", ParquetType.Int32), new("y", ParquetType.Int32)]),
            writer =>
            {
                writer.Column<int>("x").Add(1);
                writer.Column<int>("y").Add(2);
                writer.EndRow();
            });
        var other = TestFile.Chunk(file, column: 1);
        file.AsSpan((int)other.Start, (int)other.PackedSize).Fill(0xFF);

        Assert.Equal([1], TestFile.Read<int>(file));
        using var reader = TestFile.Open(file);
        Assert.Throws<ParquetException>(() => reader.Read<int>("y"));
    }

    [Fact]
    public void A_file_on_disk_is_opened_and_let_go()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, TestFile.Write(ParquetType.Int32, [5]));
            using (var reader = ParquetReader.Open(path))
                Assert.Equal([5], reader.Read<int>("x").Values);

            File.WriteAllText(path, "step,loss\n1,0.25\n");
            var error = Assert.Throws<ParquetException>(() => ParquetReader.Open(path));
            Assert.Equal($"{path}: this is not a Parquet file: it does not begin with PAR1", error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
