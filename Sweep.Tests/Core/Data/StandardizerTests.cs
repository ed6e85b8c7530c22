using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class StandardizerTests
{
    private static readonly Dataset _data = new(["a", "b", "c"], [1, 5, 0, 3, 5, 0, 1000, 7, 9], TargetKind.Number, [0, 0, 0], []);

    [Fact]
    public void It_is_fitted_on_the_rows_it_is_given_and_has_not_seen_the_others()
    {
        // Of the first two rows: a has mean 2 and deviation 1, b and c are constant.
        var scaler = Standardizer.Fit(_data, [0, 1]);
        float[] row = new float[3];

        scaler.Apply(_data.Features[0], row);
        Assert.Equal([-1, 0, 0], row);
        scaler.Apply(_data.Features[2], row);
        Assert.Equal([998, 2, 9], row);
    }

    [Fact]
    public void None_leaves_a_row_as_it_is()
    {
        float[] row = new float[3];
        Standardizer.None(3).Apply(_data.Features[2], row);

        Assert.Equal([1000, 7, 9], row);
    }

    [Fact]
    public void A_large_mean_with_equal_values_is_constant_not_spread()
    {
        var data = new Dataset(["a"], [.. Enumerable.Repeat(16_777_215f, 7)], TargetKind.Number, new float[7], []);

        Assert.Equal(1, Standardizer.Fit(data, [0, 1, 2, 3, 4, 5, 6]).Scale[0]);
    }
}
