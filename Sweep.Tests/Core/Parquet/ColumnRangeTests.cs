using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Columns that get the values of several rows at once.</summary>
public class ColumnRangeTests
{
    private static readonly ParquetSchema _schema = new([new("step", ParquetType.Int64), new("loss", ParquetType.Double, Optional: true)]);

    [Fact]
    public void Ranges_make_the_file_that_single_values_make()
    {
        byte[] single = TestFile.Write(_schema, writer =>
        {
            for (int row = 0; row < 100; row++)
            {
                writer.Column<long>("step").Add(row);
                if (row % 3 == 0)
                    writer.Column<double>("loss").AddNull();
                else
                    writer.Column<double>("loss").Add(row / 4.0);
                writer.EndRow();
            }
        });
        byte[] ranges = TestFile.Write(_schema, writer =>
        {
            foreach (var rows in new[] { 0..40, 40..41, 41..41, 41..100 })
            {
                int[] numbers = [.. Enumerable.Range(0, 100).Take(rows)];
                writer.Column<double>("loss").AddRange(
                    [.. numbers.Select(row => row % 3 == 0 ? double.NaN : row / 4.0)], [.. numbers.Select(row => row % 3 == 0)]);
                writer.Column<long>("step").AddRange([.. numbers.Select(row => (long)row)]);
                writer.EndRows(numbers.Length);
            }
        });

        Assert.Equal(single, ranges);
    }

    [Fact]
    public void A_row_group_ends_before_the_range_that_it_has_no_room_for()
    {
        byte[] file = TestFile.Write(
            new([new("x", ParquetType.Int32), new("y", ParquetType.Int32)]),
            writer =>
            {
                foreach (int count in new[] { 6, 3, 4, 10, 1 })
                {
                    writer.Column<int>("x").AddRange(new int[count]);
                    writer.Column<int>("y").AddRange(new int[count]);
                    writer.EndRows(count);
                }
            },
            new() { RowGroupRows = 10 });

        using var reader = TestFile.Open(file);
        Assert.Equal([9, 4, 10, 1], reader.RowGroupRows);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W21")]
    public void What_is_refused_before_a_value_is_taken_can_be_put_right()
    {
        byte[] file = TestFile.Write(
            _schema,
            writer =>
            {
                var (step, loss) = (writer.Column<long>("step"), writer.Column<double>("loss"));
                Assert.Throws<InvalidOperationException>(() => step.AddRange([1, 2], [false, true]));
                Assert.Throws<ArgumentException>(() => loss.AddRange([1, 2], [false]));
                Assert.Throws<ArgumentException>(() => loss.AddRange(new double[4]));
                step.AddRange([1, 2]);
                Assert.Throws<InvalidOperationException>(() => step.AddRange([3]));
                Assert.Throws<InvalidOperationException>(() => step.Add(3));
                loss.AddRange([1]);

                var error = Assert.Throws<InvalidOperationException>(() => writer.EndRows(2));
                Assert.Equal("Column \"loss\" has 1 values for 2 rows.", error.Message);
                Assert.Throws<InvalidOperationException>(writer.EndRow);
                Assert.Throws<InvalidOperationException>(writer.Close);
            },
            new() { RowGroupRows = 3 },
            close: false);

        Assert.Empty(file);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W21")]
    public void A_value_that_is_refused_among_others_ends_the_file()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, new([new("text", ParquetType.String)]), TestFile.CreatedBy);

        Assert.Throws<ArgumentNullException>(() => writer.Column<string>("text").AddRange(["a", null!]));

        Assert.Throws<InvalidOperationException>(() => writer.EndRows(1));
        Assert.Throws<InvalidOperationException>(writer.Close);
        Assert.Equal(0, stream.Length);
    }
}
