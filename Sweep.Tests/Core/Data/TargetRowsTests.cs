using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class TargetRowsTests
{
    [Fact]
    public void A_class_is_1_in_its_column_and_0_elsewhere()
    {
        var data = new Dataset(["x"], [1, 2, 3, 4], [2, 0, 1, 2], ["red", "green", "blue"]);

        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1], data.Targets.ToArray());
        Assert.Equal([0, 1, 0], data.Targets.Batch(2).Values.ToArray());
        Assert.Equal((4, 3), (data.Targets.Rows, data.Targets.Columns));
    }

    [Fact]
    public void Classes_that_are_written_out_are_the_same()
    {
        var data = new Dataset(["x"], [1, 2], TargetKind.Classes, [0, 1, 1, 0], ["a", "b"]);

        Assert.Equal([1, 0], data.ClassOfRows()!);
        Assert.Equal([0, 1, 1, 0], data.Targets.ToArray());
    }

    [Fact]
    public void A_row_without_a_class_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Dataset(["x"], [1, 2], TargetKind.Classes, [0, 1, 0, 0], ["a", "b"]));

        Assert.StartsWith("Every row needs a 1 in the column of its class; row 1 has none.", error.Message, StringComparison.Ordinal);
    }
}
