using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Core.Data;

public class CsvFileTests
{
    [Fact]
    public void Classes_are_ordered_as_numbers_where_they_are_numbers()
    {
        var data = Read("x,y\n1,10\n2,9\n3,10\n", TargetKind.Classes);

        Assert.Equal(["9", "10"], data.Classes);
        Assert.Equal([0, 1, 1, 0, 0, 1], data.Targets.Values.ToArray());
        Assert.Equal([1, 0, 1], data.ClassOfRows()!);
    }

    [Fact]
    public void Of_two_classes_the_second_is_1()
    {
        var data = Read("x,y\n1,spam\n2,ham\n", TargetKind.TwoClasses);

        Assert.Equal(["ham", "spam"], data.Classes);
        Assert.Equal([1, 0], data.Targets.Values.ToArray());
    }

    [Fact]
    public void The_target_may_stand_anywhere_and_quotes_and_line_ends_may_vary()
    {
        var data = Read("a,\"y, in m\",b\r\n1.5,-2e3,\"3\"\r\n4,5,6", TargetKind.Number, "y, in m");

        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal([1.5f, 3, 4, 6], data.Features.Values.ToArray());
        Assert.Equal([-2000, 5], data.Targets.Values.ToArray());
        Assert.Null(data.ClassOfRows());
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_name() =>
        Assert.Equal(["x"], Read("\uFEFFx,y\n1,2\n", TargetKind.Number).FeatureNames);

    [Fact]
    public void A_file_that_is_not_there_is_said_so()
    {
        var error = Assert.Throws<InputException>(() => CsvFile.Open("nowhere.csv", "nowhere.csv"));

        Assert.StartsWith("nowhere.csv: the data file cannot be read. ", error.Message, StringComparison.Ordinal);
    }

    private static Dataset Read(string text, TargetKind kind, string target = "y")
    {
        using var folder = new TemporaryFolder();
        return CsvFile.Open(folder.Write("data.csv", text), "data.csv").Read(target, kind);
    }
}
