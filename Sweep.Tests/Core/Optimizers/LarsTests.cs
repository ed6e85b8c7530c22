using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class LarsTests
{
    [Fact]
    public void A_step_is_a_share_of_the_weights_whatever_the_slope()
    {
        // local = 0.01 · 2/|g|: each step of the first 0.02 · lr, the velocity keeps half.
        foreach (float gradient in new[] { 1e-3f, 5, 1e6f })
        {
            float[] path = Steps.Of(new Lars { TrustCoefficient = 0.01, Decay = 0.5 }, 1, 2, gradient, gradient);
            Assert.Equal(1.98f, path[0], tolerance: 1e-6f);
            Assert.Equal(1.98f - (0.5f * 0.02f + 0.0198f), path[1], tolerance: 1e-6f);
        }
    }

    [Fact]
    public void A_bias_is_left_to_momentum_unless_asked_for()
    {
        Assert.Equal(2 - 0.1f * 5, Bias(new Lars()), tolerance: 1e-6f);
        Assert.Equal(2 - 0.1f * 0.001f * 2, Bias(new Lars { AdaptBiases = true }), tolerance: 1e-6f);

        static float Bias(Lars lars)
        {
            var state = new OptimizerState([new WeightTensor("bias", WeightRole.Bias, 1, 1)]);
            float[] weights = [2];
            state.Advance();
            lars.Update(weights, [5], state, 0.1);
            return weights[0];
        }
    }

    [Fact]
    public void Decay_is_part_of_the_ratio_or_beside_it()
    {
        // w = 2, g = 1, λ = 0.5: local = 0.01 · 2/(1 + 1) and g + λw = 2; decoupled, w = 1.9 first, then local = 0.01 · 1.9.
        Assert.Equal(2 - 0.1f * 0.01f * 2, Steps.Of(new Lars { TrustCoefficient = 0.01, WeightDecay = 0.5 }, 0.1, 2, 1)[0], tolerance: 1e-6f);
        Assert.Equal(
            1.9f - 0.1f * 0.019f, Steps.Of(new Lars { TrustCoefficient = 0.01, WeightDecay = 0.5, DecoupledDecay = true }, 0.1, 2, 1)[0], tolerance: 1e-6f);
    }
}
