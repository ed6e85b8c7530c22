using System.Text;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Core.Data;

public class CsvTableTests
{
    [Fact]
    public void Classes_are_ordered_as_numbers_where_they_are_numbers()
    {
        var data = TableOfTest.Read("x,y\n1,10\n2,9\n3,10\n", TargetKind.Classes);

        Assert.Equal(["9", "10"], data.Classes);
        Assert.Equal([0, 1, 1, 0, 0, 1], data.Targets.ToArray());
        Assert.Equal([1, 0, 1], data.ClassOfRows()!);
    }

    [Fact]
    public void Of_two_classes_the_second_is_1()
    {
        var data = TableOfTest.Read("x,y\n1,spam\n2,ham\n", TargetKind.TwoClasses);

        Assert.Equal(["ham", "spam"], data.Classes);
        Assert.Equal([1, 0], data.Targets.ToArray());
    }

    [Fact]
    public void The_target_may_stand_anywhere_and_quotes_and_line_ends_may_vary()
    {
        var data = TableOfTest.Read("a,\"y, in m\",b\r\n1.5,-2e3,\"3\"\r\n4,5,6", TargetKind.Number, "y, in m");

        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal([1.5f, 3, 4, 6], data.Features.Values.ToArray());
        Assert.Equal([-2000, 5], data.Targets.ToArray());
        Assert.Null(data.ClassOfRows());
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_name() =>
        Assert.Equal(["x"], TableOfTest.Read("\uFEFFx,y\n1,2\n").FeatureNames);

    [Fact]
    public void A_file_that_is_not_there_is_said_so()
    {
        var error = Assert.Throws<InputException>(() => Tables.Open("nowhere.csv", "nowhere.csv"));

        Assert.StartsWith("nowhere.csv: the data file cannot be read. ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_is_missing_a_number_or_a_text_and_its_row_is_known_by_its_line()
    {
        var found = TableOfTest.Of("a,b,c,d\n\n1e3,,\"\",nan\n\"two\nlines\",-0,3 ,\"a \"\"b\"\"\"\n", table =>
        {
            var fields = new List<string>();
            using var rows = table.Open();
            while (rows.Read())
            {
                for (int column = 0; column < 4; column++)
                    fields.Add(FormattableString.Invariant($"{rows.Place}: {rows.Read(column, out double number)} {number} {rows.Text(column).ToString()}"));
            }
            return fields;
        });

        Assert.Equal(
            ["line 3: Number 1000 1e3", "line 3: Missing NaN ", "line 3: Missing NaN ", "line 3: Missing NaN nan",
            "line 4: Text NaN two\nlines", "line 4: Number -0 -0", "line 4: Number 3 3 ", "line 4: Text NaN a \"b\""],
            found);
    }

    [Fact]
    public void A_table_is_gone_through_as_often_as_asked_and_by_several_at_a_time()
    {
        string read = TableOfTest.Of("a\n1\n2\n", table =>
        {
            using var first = table.Open();
            first.Read();
            using var second = table.Open();
            second.Read();
            second.Read();
            return $"{first.Text(0)}{second.Text(0)}";
        });

        Assert.Equal("12", read);
    }

    [Theory]
    [InlineData("a,b\n1,\"never closed", "\n", "line 2 or after it")] // swallows all that follows
    [InlineData("a,b\n1,2\n3,", "x", "line 3 or after it")]           // never ends
    public void A_row_without_an_end_is_refused_before_memory_is_full(string text, string filling, string place)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("data.csv", text + new StringBuilder().Insert(0, filling, 40 << 20));
        var table = Tables.Open(path, "data.csv");
        long before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<InputException>(() =>
        {
            using var rows = table.Open();
            while (rows.Read())
            {
            }
        });

        Assert.StartsWith($"data.csv, {place}: a row must be at most 16 MB long.", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 70 << 20);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused_where_they_are_text()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("data.csv", "");
        File.WriteAllBytes(path, [.. "x,y\n1,caf"u8, 0xE9, .. "\n2,tea\n"u8]);
        var table = Tables.Open(path, "data.csv");

        var error = Assert.Throws<InputException>(() => TableSurvey.Of(table, new TableColumns
        {
            Features = [new FeatureColumn("x")],
            Target = "y",
            Kind = TargetKind.Classes,
        }));

        Assert.Equal("data.csv, line 2, column y: the field is not UTF-8 text. Save the file as UTF-8.", error.Message);
    }

    [Fact]
    public void A_table_takes_no_more_memory_than_its_values_and_a_little()
    {
        using var folder = new TemporaryFolder();
        const int Rows = 100_000, Columns = 20;
        string row = string.Join(',', Enumerable.Range(0, Columns).Select(column => $"{column}.25")) + ",1.5\n";
        string path = folder.Write("data.csv", string.Join(',', Enumerable.Range(0, Columns).Select(column => $"x{column}")) + ",y\n" + new StringBuilder().Insert(0, row, Rows));
        var table = Tables.Open(path, "data.csv");
        var columns = new TableColumns { Features = [.. table.Columns.SkipLast(1).Select(name => new FeatureColumn(name))], Target = "y", Kind = TargetKind.Number };
        long before = GC.GetAllocatedBytesForCurrentThread();

        var data = TableSurvey.Of(table, columns).Read();

        Assert.Equal(Rows, data.Rows);
        long size = (long)Rows * (Columns + 1) * sizeof(float);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, size, 1.3 * size);
    }
}
