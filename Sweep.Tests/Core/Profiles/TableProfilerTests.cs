using System.Text;
using Sweep.Core.Profiles;
using Sweep.Tests.Core.Data;

namespace Sweep.Tests.Core.Profiles;

public class TableProfilerTests
{
    [Fact]
    public void Every_value_is_counted()
    {
        var profile = Profile("a,b,c,d\n1,x,,0.5\n3,y,,NA\n1,,,2.5\n");

        Assert.Equal(3, profile.Rows);
        Assert.Equal([ColumnType.Whole, ColumnType.Text, ColumnType.Empty, ColumnType.Mixed], profile.Columns.Select(column => column.Type));
        Assert.Equal([0L, 1, 3, 0], profile.Columns.Select(column => column.Missing));
        Assert.Equal([2, 2, 0, 3], profile.Columns.Select(column => column.Distinct));
        Assert.Equal((1, 5.0 / 3, 3), (profile.Columns[0].Min, profile.Columns[0].Mean, profile.Columns[0].Max));
        Assert.Equal((1, "NA"), (profile.Columns[3].Texts, profile.Columns[3].FirstText));
        Assert.Equal(["0.5", "NA", "2.5"], profile.Columns[3].FirstValues);
        Assert.Null(profile.Columns[1].Mean);
    }

    [Fact]
    public void Numbers_beyond_single_precision_are_counted_and_leave_the_mean_alone()
    {
        var column = Profile("a\n1e400\n2\n-1e39\n5\n").Columns[0];

        Assert.Equal((ColumnType.Whole, 2L, 2.0, 3.5, 5.0), (column.Type, column.Beyond, column.Min, column.Mean, column.Max));
    }

    [Fact]
    public void Rows_and_columns_that_repeat_are_found()
    {
        var profile = Profile("a,b,c,d\n1,2,1.0,5\n3,4,3,5\n1,2,1,5\n1,2,1,5\n");

        Assert.Equal(2, profile.RepeatedRows);
        Assert.Equal([null, null, "a", null], profile.Columns.Select(column => column.SameAs));
        Assert.Equal([false, false, false, true], profile.Columns.Select(column => column.IsConstant));
    }

    [Fact]
    public void Numbers_and_names_of_rows_are_found_and_measurements_are_not_taken_for_them()
    {
        var profile = Profile("number,name,measured,price\n7,ann,1.5,10\n8,bob,2.5,30\n9,cem,3.5,20\n");

        Assert.Equal([true, true, false, false], profile.Columns.Select(column => column.IsIdentifier));
    }

    [Fact]
    public void Columns_that_give_the_target_away_are_found()
    {
        var text = new StringBuilder("same,code,score,other,y\n");
        for (int row = 0; row < 60; row++)
            text.Append(FormattableString.Invariant($"{(row % 2 == 0 ? "yes" : "no")},{row % 4},{row % 2 * 100 + row},{row * 7 % 11},{(row % 2 == 0 ? "yes" : "no")}\n"));

        var profile = Profile(text.ToString(), "y");

        Assert.Equal(
            [TargetHint.Equal, TargetHint.Determines, TargetHint.Separates, TargetHint.None, TargetHint.None],
            profile.Columns.Select(column => column.Hint));
        Assert.Equal([new ClassCount("no", 30), new ClassCount("yes", 30)], profile.Target!.Classes);
    }

    [Fact]
    public void A_target_on_another_scale_is_found()
    {
        var text = new StringBuilder("inches,weight,cm\n");
        for (int row = 0; row < 1500; row++)
            text.Append(FormattableString.Invariant($"{(150 + row * 13 % 1501 * 0.01) / 2.54:R},{row * 17 % 59},{150 + row * 13 % 1501 * 0.01:R}\n"));

        Assert.Equal([TargetHint.Correlates, TargetHint.None, TargetHint.None], Profile(text.ToString(), "cm").Columns.Select(column => column.Hint));
    }

    [Theory]
    [InlineData("a,a,b,b,b,c", true)]
    [InlineData("a,b,a,b,c,c", false)]
    [InlineData("a,b,c", false)] // each once: in an order, but no class stands together
    public void Rows_in_the_order_of_their_classes_are_found(string values, bool expected) =>
        Assert.Equal(expected, Profile("y\n" + values.Replace(',', '\n') + "\n", "y").Target!.IsSorted);

    [Fact]
    public void Memory_does_not_grow_with_the_rows()
    {
        const int Rows = 200_000;
        string row = "{0},{1},some text of row {0}\n";
        var text = new StringBuilder("a,b,c\n");
        for (int number = 0; number < Rows; number++)
            text.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, row, number, number * 0.37);
        string csv = text.ToString();
        long allocated = TableOfTest.Of(csv, table =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            TableProfiler.Profile(table, target: null);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.InRange(allocated, 0, (8 << 20) + (16 * Rows)); // 10,000 values of each column, and 16 bytes a row
    }

    private static TableProfile Profile(string csv, string? target = null) => TableOfTest.Of(csv, table => TableProfiler.Profile(table, target));
}
