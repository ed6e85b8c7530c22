using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Momentum that looks ahead: the gradient corrects the velocity before the velocity is followed.</summary>
/// <remarks>
/// <code>
/// v = decay·v + g
/// w = w − lr·(g + decay·v)
/// with the rate in the velocity:
/// v = decay·v + lr·g
/// w = w − lr·g − decay·v
/// </code>
/// Source: Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning", eqs. 3–4, rewritten
/// for the weights at which the gradient is taken, as in PyTorch's SGD with nesterov; with the rate in the velocity as in Keras'.
/// </remarks>
public sealed record Nesterov : Optimizer, ITakesMomentum
{
    /// <summary>Keras 3's conventions and defaults.</summary>
    public static Nesterov Keras => new() { RateInVelocity = true, DecoupledDecay = true };

    /// <summary>Share of the velocity kept at each step, in [0, 1). At 0 this is plain gradient descent.</summary>
    public double Decay { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Whether gradients enter the velocity multiplied by the learning rate of their step, as in Keras.</summary>
    public bool RateInVelocity { get; init; }

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        var (inside, outside) = RateInVelocity ? (learningRate, 1.0) : (1.0, learningRate);
        Apply(new Rule(state.Memory("velocity"), (float)(state.Momentum ?? Decay), (float)inside, (float)outside), weights, gradient, state, learningRate);
    }

    private readonly struct Rule(OptimizerMemory velocity, float decay, float share, float learningRate) : IUpdateRule
    {
        private readonly Vector256<float> _decay = Vector256.Create(decay);
        private readonly Vector256<float> _share = Vector256.Create(share);
        private readonly Vector256<float> _learningRate = Vector256.Create(learningRate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var push = _share * gradient;
            var v = velocity.Store(index, Vector256.FusedMultiplyAdd(_decay, velocity.Load(index), push));
            return Vector256.FusedMultiplyAdd(-_learningRate, Vector256.FusedMultiplyAdd(_decay, v, push), weight);
        }
    }
}
