using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Layers;

public class SoftmaxTests
{
    [Theory]
    [InlineData(0, 0, 0.5, 0.5)]
    [InlineData(1000, 1000, 0.5, 0.5)]
    [InlineData(-1000, -1000, 0.5, 0.5)]
    [InlineData(3e38, -3e38, 1, 0)]
    [InlineData(0, float.NegativeInfinity, 1, 0)]
    public void Values_far_out_do_not_overflow(float left, float right, float leftShare, float rightShare)
    {
        var softmax = new LayerBench(new Softmax(), new Shape(2), 1) { Input = [left, right] };
        var logSoftmax = new LayerBench(new LogSoftmax(), new Shape(2), 1) { Input = [left, right] };

        Assert.Equal([leftShare, rightShare], softmax.Forward());
        Assert.Equal(Math.Log(leftShare), logSoftmax.Forward()[0], 1e-6);
    }

    [Fact]
    public void A_share_too_small_for_a_float_still_has_its_logarithm()
    {
        var bench = new LayerBench(new LogSoftmax(), new Shape(2), 1) { Input = [0, -500] };

        Assert.Equal([0, -500], bench.Forward());
    }
}
