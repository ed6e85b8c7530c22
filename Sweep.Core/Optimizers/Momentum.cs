using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Gradient descent with a velocity: past gradients keep pushing, and fade at a fixed rate.</summary>
/// <remarks>
/// <code>
/// v = decay·v + (1 − dampening)·g,   v = g at the first step
/// w = w − lr·v
/// with the rate in the velocity:
/// v = decay·v + lr·(1 − dampening)·g
/// w = w − v
/// </code>
/// Source: Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning", eqs. 1–2, with the
/// learning rate outside the velocity, so that a schedule acts at once; this, and the dampening, as in PyTorch's SGD. With
/// the rate in the velocity, as in Keras, a step that was taken keeps pushing at its own rate; a constant rate tells no difference.
/// </remarks>
public sealed record Momentum : Optimizer, ITakesMomentum
{
    /// <summary>Keras 3's conventions and defaults.</summary>
    public static Momentum Keras => new() { RateInVelocity = true, DecoupledDecay = true };

    /// <summary>Share of the velocity kept at each step, in [0, 1). At 0 this is plain gradient descent.</summary>
    public double Decay { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Share of each gradient held back, in [0, 1). The first one counts whole.</summary>
    public double Dampening { get; init => field = Check.Fraction(value); }

    /// <summary>Whether gradients enter the velocity multiplied by the learning rate of their step, as in Keras.</summary>
    public bool RateInVelocity { get; init; }

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        double share = state.Step == 1 ? 1 : 1 - Dampening;
        var (inside, outside) = RateInVelocity ? (learningRate, 1.0) : (1.0, learningRate);
        Apply(
            new Rule(state.Memory("velocity"), (float)(state.Momentum ?? Decay), (float)(share * inside), (float)outside), weights, gradient, state, learningRate);
    }

    private readonly struct Rule(OptimizerMemory velocity, float decay, float share, float learningRate) : IUpdateRule
    {
        private readonly Vector256<float> _decay = Vector256.Create(decay);
        private readonly Vector256<float> _share = Vector256.Create(share);
        private readonly Vector256<float> _learningRate = Vector256.Create(learningRate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var v = velocity.Store(index, Vector256.FusedMultiplyAdd(_decay, velocity.Load(index), _share * gradient));
            return Vector256.FusedMultiplyAdd(-_learningRate, v, weight);
        }
    }
}
