using Sweep.Core.Contracts;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Optimizers;

public class LambTests
{
    [Fact]
    public void It_has_the_values_of_Keras_tests() => KerasGolden.AssertClose(
        [0.999, 0.9982, 0.9974, 0.9965, 0.9955], KerasGolden.FirstWeight(new Lamb { Epsilon = 1e-7 }, 0.001));

    [Fact]
    public void Each_matrix_moves_by_the_same_share_of_itself_and_a_bias_as_in_Adam()
    {
        var state = Tensors();
        float[] weights = [.. Sample.Floats(6), .. Sample.Floats(6, 1).Select(each => 100 * each), 0, 0], before = [.. weights];
        state.Advance();
        new Lamb().Update(weights, Sample.Floats(14, 2), state, 0.01);

        Assert.Equal(0.01, Moved(0..6), tolerance: 1e-5);
        Assert.Equal(0.01, Moved(6..12), tolerance: 1e-5);
        Assert.All(weights[12..], bias => Assert.Equal(0.01f, Math.Abs(bias), tolerance: 1e-6f));

        double Moved(Range range) =>
            Elementwise.Norm([.. weights[range].Zip(before[range], (now, then) => now - then)]) / Elementwise.Norm(before[range]);
    }

    [Fact]
    public void A_bias_is_adapted_where_asked_for()
    {
        var state = Tensors();
        float[] weights = [.. Sample.Floats(12), 3, -4], before = [.. weights];
        state.Advance();
        new Lamb { AdaptBiases = true }.Update(weights, Sample.Floats(14, 2), state, 0.01);

        Assert.Equal(0.05, Elementwise.Norm([weights[12] - before[12], weights[13] - before[13]]), tolerance: 1e-5);
    }

    [Fact]
    public void Decay_is_part_of_the_direction_or_beside_it()
    {
        // One weight of 2 and a gradient of 1: r = 1 + 0.5·2 and w − lr·2/2·2; decoupled, 2 − 0.1·0.5·2 = 1.9, then 1.9 − 0.1·1.9.
        Assert.Equal(1.8f, Steps.Of(new Lamb { WeightDecay = 0.5 }, 0.1, 2, 1)[0], tolerance: 1e-5f);
        Assert.Equal(1.71f, Steps.Of(new Lamb { WeightDecay = 0.5, DecoupledDecay = true }, 0.1, 2, 1)[0], tolerance: 1e-5f);
    }

    private static OptimizerState Tensors() => new(
    [
        new WeightTensor("a", WeightRole.Kernel, 2, 3),
        new WeightTensor("b", WeightRole.Kernel, 3, 2) { Offset = 6 },
        new WeightTensor("c", WeightRole.Bias, 1, 2) { Offset = 12 },
    ]);
}
