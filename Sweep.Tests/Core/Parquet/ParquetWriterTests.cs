using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class ParquetWriterTests
{
    private static readonly ParquetSchema _schema =
        new([new("step", ParquetType.Int64), new("loss", ParquetType.Double, Optional: true)]);

    [Fact]
    [Trait(AcceptanceList.Trait, "W2")]
    [Trait(AcceptanceList.Trait, "R26")]
    public void A_file_without_rows_has_its_schema()
    {
        using var reader = TestFile.Open(TestFile.Write(_schema, _ => { }));

        Assert.Equal(_schema.Columns, reader.Schema.Columns);
        Assert.Equal((0, 0), (reader.RowCount, reader.RowGroupCount));
        Assert.Empty(reader.Read<long>("step").Values);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W21")]
    public void A_null_in_a_required_column_is_refused_and_a_value_can_take_its_place()
    {
        var file = TestFile.Write(_schema, writer =>
        {
            Assert.Throws<InvalidOperationException>(() => writer.Column<long>("step").AddNull());
            writer.Column<long>("step").Add(1);
            writer.Column<double>("loss").AddNull();
            writer.EndRow();
        });

        using var reader = TestFile.Open(file);
        Assert.Equal([1], reader.Read<long>("step").Values);
        Assert.Equal([true], reader.Read<double>("loss").Nulls!);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W21")]
    public void A_row_takes_exactly_one_value_for_each_column()
    {
        var file = TestFile.Write(_schema, writer =>
        {
            writer.Column<long>("step").Add(1);
            Assert.Throws<InvalidOperationException>(() => writer.Column<long>("step").Add(2));
            var error = Assert.Throws<InvalidOperationException>(writer.EndRow);
            Assert.Contains("\"loss\"", error.Message);
            Assert.Throws<InvalidOperationException>(writer.Close);
            writer.Column<double>("loss").Add(0.5);
            Assert.Throws<InvalidOperationException>(writer.Column<double>("loss").AddNull);
            writer.EndRow();
        });

        using var reader = TestFile.Open(file);
        Assert.Equal([1], reader.Read<long>("step").Values);
        Assert.Equal([0.5], reader.Read<double>("loss").Values);
    }

    [Fact]
    public void A_value_that_is_refused_leaves_the_row_as_it_was()
    {
        var schema = new ParquetSchema([new("time", ParquetType.Timestamp), new("text", ParquetType.String)]);
        var file = TestFile.Write(schema, writer =>
        {
            var time = writer.Column<DateTime>("time");
            var text = writer.Column<string>("text");
            Assert.Throws<ArgumentException>(() => time.Add(new DateTime(2026, 1, 1)));
            Assert.Throws<ArgumentNullException>(() => text.Add(null!));
            Assert.Throws<ArgumentException>(() => text.Add(new('x', (16 << 20) + 1)));
            time.Add(DateTime.UnixEpoch);
            text.Add("");
            writer.EndRow();
        });

        using var reader = TestFile.Open(file);
        Assert.Equal([DateTime.UnixEpoch], reader.Read<DateTime>("time").Values);
        Assert.Equal([""], reader.Read<string>("text").Values);
    }

    [Fact]
    public void A_column_is_written_as_what_it_is()
    {
        using var writer = new ParquetWriter(Stream.Null, _schema, TestFile.CreatedBy);

        var error = Assert.Throws<ArgumentException>(() => writer.Column<int>("step"));
        Assert.StartsWith("Column \"step\" is of type Int64: it takes Int64, not Int32.", error.Message);
        Assert.Throws<ArgumentException>(() => writer.Column<long>("Step"));
    }

    [Theory]
    [InlineData("ARROW:schema")]
    [InlineData("pandas")]
    [InlineData("org.apache.spark.version")]
    public void Metadata_of_other_programs_are_refused_before_anything_is_written(string key)
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, _schema, TestFile.CreatedBy);
        writer.Metadata[key] = "";

        Assert.Throws<InvalidOperationException>(writer.Close);
        Assert.Equal(0, stream.Length);

        writer.Metadata.Clear();
        writer.Close();
        Assert.Equal(0, TestFile.Open(stream.ToArray()).RowCount);
    }

    [Fact]
    public void More_than_a_megabyte_of_metadata_is_refused()
    {
        using var writer = new ParquetWriter(Stream.Null, _schema, TestFile.CreatedBy);
        writer.Metadata["x"] = new('x', 1 << 20);

        Assert.Throws<InvalidOperationException>(writer.Close);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W25")]
    public void The_same_rows_and_metadata_give_the_same_bytes()
    {
        static byte[] Make(params string[] keys) => TestFile.Write(_schema, writer =>
        {
            foreach (string key in keys)
                writer.Metadata[key] = key;
            for (int i = 0; i < 100; i++)
            {
                writer.Column<long>("step").Add(i);
                writer.Column<double>("loss").Add(i / 10);
                writer.EndRow();
            }
        });

        Assert.Equal(Make("a", "b", "B"), Make("B", "b", "a"));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W26")]
    public void Closing_twice_writes_one_footer()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, _schema, TestFile.CreatedBy);
        writer.Close();
        long length = stream.Length;
        writer.Close();
        writer.Dispose();
        writer.Dispose();

        Assert.Equal(length, stream.Length);
        Assert.Throws<InvalidOperationException>(() => writer.Column<long>("step").Add(1));
        Assert.Throws<InvalidOperationException>(writer.EndRow);
        Assert.True(stream.CanWrite);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W26")]
    public void Disposing_without_closing_leaves_no_file_that_looks_whole()
    {
        using var stream = new MemoryStream();
        using (var writer = new ParquetWriter(stream, _schema, TestFile.CreatedBy, new() { RowGroupRows = 1 }))
        {
            writer.Column<long>("step").Add(1);
            writer.Column<double>("loss").Add(1);
            writer.EndRow();
        }

        Assert.NotEqual(0, stream.Length);
        Assert.Throws<ParquetException>(() => TestFile.Open(stream.ToArray()));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W26")]
    public void After_a_failure_of_the_stream_nothing_more_is_written()
    {
        using var stream = new ForwardStream { FailsAfter = 100 };
        using var writer = new ParquetWriter(stream, _schema, TestFile.CreatedBy, new() { RowGroupRows = 1 });
        var step = writer.Column<long>("step");
        var loss = writer.Column<double>("loss");

        step.Add(1);
        loss.Add(1);
        Assert.Throws<IOException>(writer.EndRow);
        long length = stream.Written.Length;

        stream.FailsAfter = long.MaxValue;
        Assert.Throws<InvalidOperationException>(() => step.Add(2));
        Assert.Throws<InvalidOperationException>(writer.EndRow);
        Assert.Throws<InvalidOperationException>(writer.Close);
        writer.Dispose();
        Assert.Equal(length, stream.Written.Length);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W27")]
    public void A_stream_that_only_goes_forward_is_enough()
    {
        using var stream = new ForwardStream();
        using var writer = new ParquetWriter(stream, _schema, TestFile.CreatedBy, new() { RowGroupRows = 2 });
        for (int i = 0; i < 5; i++)
        {
            writer.Column<long>("step").Add(i);
            writer.Column<double>("loss").Add(i);
            writer.EndRow();
        }
        writer.Close();

        using var reader = TestFile.Open(stream.Written.ToArray());
        Assert.Equal([0, 1, 2, 3, 4], reader.Read<long>("step").Values);
        Assert.Equal([2, 3], reader.Read<double>("loss", rowGroup: 1).Values);
    }
}
