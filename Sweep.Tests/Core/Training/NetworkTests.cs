using Sweep.Core.Layers;
using Sweep.Core.Numerics;
using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

public class NetworkTests
{
    [Fact]
    public void Layers_share_one_flat_buffer_without_gaps()
    {
        var network = Network.Perceptron(64, [64, 32], new Relu(), 10);

        // (64 + 1) · 64 + (64 + 1) · 32 + (32 + 1) · 10
        Assert.Equal(4160 + 2080 + 330, network.WeightCount);
        Assert.Equal([64, 64, 64, 32, 32, 10], network.Shapes.Select(shape => shape.Count));
        Assert.Equal([0..4160, 4160..4160, 4160..6240, 6240..6240, 6240..6570], Enumerable.Range(0, 5).Select(network.WeightsOf));
    }

    [Fact]
    public void Initial_weights_fill_their_interval_evenly()
    {
        var network = Network.Perceptron(16, [200], new Relu(), 2);
        var weights = new float[network.WeightCount];
        network.Initialize(weights, new RandomStream(1, RandomPurpose.InitialWeights));
        float[] first = weights[network.WeightsOf(0)];

        // ±1/√16; the mean of 3,400 such numbers has a standard deviation of 0.25/√3/√3400 = 0.0025.
        Assert.All(first, weight => Assert.InRange(weight, -0.25f, 0.25f));
        Assert.InRange(first.Average(), -0.01, 0.01);
        Assert.InRange(first.Max(), 0.24f, 0.25f);
        Assert.All(weights[network.WeightsOf(2)], weight => Assert.InRange(weight, -1 / MathF.Sqrt(200), 1 / MathF.Sqrt(200)));
    }
}
