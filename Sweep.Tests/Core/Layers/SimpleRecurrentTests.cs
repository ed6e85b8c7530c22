using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Layers;

public class SimpleRecurrentTests
{
    [Fact]
    public void A_rectified_layer_goes_forward_and_back_as_by_hand()
    {
        var bench = new LayerBench(new SimpleRecurrent { Units = 1, Sequence = true, Rectified = true }, new Shape(3, 1), rows: 1)
        {
            Input = [1, 1, -8],
            Weights = [2, 0.5f, 0.125f, 0.375f], // W, V, b, d
            Upstream = [1, 1, 1],
        };

        Assert.Equal([2.5f, 3.75f, 0], bench.Forward()); // 2 + ½, 2 + ½ + ½·2.5, −16 + ½ + ½·3.75 < 0
        bench.Backward();

        // Gradients of the sums: 0 where it is cut off, 1 before, 1 + ½·1 before that.
        Assert.Equal([1.5f + 1, 2.5f, 2.5f, 2.5f], bench.WeightGradient);
        Assert.Equal([3, 2, 0], bench.InputGradient);
    }

    [Fact]
    public void A_rectified_layer_does_not_swallow_NaN()
    {
        var bench = new LayerBench(new SimpleRecurrent { Units = 3, Rectified = true }, new Shape(4, 2), rows: 2);
        bench.Input[0] = float.NaN;

        float[] output = bench.Forward();

        Assert.All(output[..3], value => Assert.True(float.IsNaN(value)));
        Assert.All(output[3..], value => Assert.False(float.IsNaN(value)));
    }
}
