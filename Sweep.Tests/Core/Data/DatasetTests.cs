using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class DatasetTests
{
    [Fact]
    public void A_row_that_repeats_an_earlier_one_is_left_out_unless_its_target_differs()
    {
        var data = new Dataset(["a", "b"], [1, 2, 3, 4, 1, 2, 1, 2], TargetKind.Number, [7, 8, 7, 9], []);

        var distinct = data.WithoutRepeats();

        Assert.Equal([1, 2, 3, 4, 1, 2], distinct.Features.Values.ToArray());
        Assert.Equal([7, 8, 9], distinct.Targets.ToArray());
    }

    [Fact]
    public void A_shape_of_another_size_is_refused()
    {
        var data = new Dataset(["a", "b", "c", "d"], new float[8], TargetKind.Number, [1, 2], []);

        Assert.Equal(new Shape(2, 2), data.As(new Shape(2, 2)).RowShape);
        Assert.StartsWith("Rows of 4 features can't be [3, 2], which has 6 values.", Assert.Throws<ArgumentException>(() => data.As(new Shape(3, 2))).Message, StringComparison.Ordinal);
    }
}
