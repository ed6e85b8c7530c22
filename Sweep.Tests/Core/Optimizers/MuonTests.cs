using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Optimizers;

public class MuonTests
{
    [Theory]
    [InlineData(WeightRole.Kernel, false, 1.5)]
    [InlineData(WeightRole.RecurrentKernel, false, 1.5)]
    [InlineData(WeightRole.Kernel, true, 0.6)]
    public void A_matrix_moves_equally_far_in_all_directions(WeightRole role, bool matchAdam, double scale)
    {
        // 4 inputs and 9 outputs: √(9/4), or 0.2·√9.
        float[] weights = new float[36];
        Step(new Muon { MatchAdam = matchAdam }, weights, Sample.Floats(36), new WeightTensor("kernel", role, 4, 9));

        Assert.All(SingularValues.Of(weights, 4, 9), value => Assert.InRange(value / (0.1 * scale), 0.65, 1.25));
    }

    [Theory]
    [InlineData(WeightRole.Bias, 1, 6)]
    [InlineData(WeightRole.Gain, 1, 6)]
    [InlineData(WeightRole.Embedding, 2, 3)]
    [InlineData(WeightRole.Kernel, 6, 1)]
    public void What_is_no_matrix_moves_as_in_Adam_at_a_rate_of_its_own(WeightRole role, int rows, int columns)
    {
        float[] weights = new float[6], gradient = Sample.Floats(6);
        Step(new Muon { AdamShare = 0.5 }, weights, gradient, new WeightTensor("other", role, rows, columns));

        Assert.All(weights.Zip(gradient), pair => Assert.Equal(-0.05f * MathF.Sign(pair.Second), pair.First, tolerance: 1e-6f));
    }

    [Fact]
    public void Tensors_of_both_kinds_move_as_if_each_were_alone()
    {
        WeightTensor[] alone =
        [
            new("bias", WeightRole.Bias, 1, 3), new("kernel", WeightRole.Kernel, 3, 5), new("shift", WeightRole.Shift, 1, 5), new("kernel", WeightRole.Kernel, 5, 2),
        ];
        int offset = 0;
        WeightTensor[] together = [.. alone.Select(tensor => tensor with { Offset = (offset += tensor.Count) - tensor.Count })];
        float[] weights = Sample.Floats(offset), gradient = Sample.Floats(offset, 1), before = [.. weights];
        Step(new Muon { WeightDecay = 0.1 }, weights, gradient, together);

        foreach (var tensor in together)
        {
            float[] part = before[tensor.Range];
            Step(new Muon { WeightDecay = 0.1 }, part, gradient[tensor.Range], tensor with { Offset = 0 });
            Assert.Equal(part, weights[tensor.Range]);
        }
    }

    [Fact]
    public void Decay_takes_its_share_at_the_rate_of_each_part()
    {
        float[] matrix = [1, 2, 3, 4], bias = [1, 2, 3, 4];
        Step(new Muon { WeightDecay = 0.5, AdamShare = 0.1 }, matrix, new float[4], new WeightTensor("kernel", WeightRole.Kernel, 2, 2));
        Step(new Muon { WeightDecay = 0.5, AdamShare = 0.1 }, bias, new float[4], new WeightTensor("bias", WeightRole.Bias, 1, 4));

        Assert.Equal(4 * (1 - 0.1f * 0.5f), matrix[3], tolerance: 1e-6f);
        Assert.Equal(4 * (1 - 0.01f * 0.5f), bias[3], tolerance: 1e-6f);
    }

    private static void Step(Muon muon, float[] weights, float[] gradient, params WeightTensor[] tensors)
    {
        var state = new OptimizerState(tensors);
        state.Advance();
        muon.Update(weights, gradient, state, 0.1);
    }
}
