using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class StandardizerTests
{
    [Fact]
    public void A_target_is_scaled_by_the_fitted_rows_and_brought_back()
    {
        var data = new Dataset(["a"], [1, 2, 3], TargetKind.Number, [10, 30, 1000], []);
        var scaler = Standardizer.None(1).WithTarget(data, [0, 1]);
        float[] scaled = new float[1];

        scaler.ApplyToTarget([40], scaled);
        Assert.Equal([2], scaled); // mean 20, deviation 10
        scaler.UndoOnTarget(scaled);
        Assert.Equal([40], scaled);
    }

    [Fact]
    public void Steps_of_a_sequence_share_the_scale_of_a_feature()
    {
        var data = new Dataset(["a0", "b0", "a1", "b1"], [0, 5, 2, 5, 4, 5, 6, 5], TargetKind.Number, [1, 2], []) { RowShape = new Shape(2, 2) };

        var scaler = Standardizer.Fit(data, [0, 1]);

        Assert.Equal([3, 5, 3, 5], scaler.Mean.ToArray());
        Assert.Equal(1 / MathF.Sqrt(5), scaler.Scale[0], tolerance: 1e-6f); // of 0, 2, 4, 6
        Assert.Equal([scaler.Scale[0], 1, scaler.Scale[0], 1], scaler.Scale.ToArray());
    }

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
