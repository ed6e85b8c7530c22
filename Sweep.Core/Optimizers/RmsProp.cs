using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Adagrad with a memory that fades: each weight's rate follows its recent gradients.</summary>
/// <remarks>
/// <code>
/// s = decay·s + (1 − decay)·g²
/// a = decay·a + (1 − decay)·g
/// x = s,   if centered x = s − a²
/// b = momentum·b + g / (√x + ε)
/// w = w − lr·b
/// with the epsilon inside the root: g / √(x + ε)
/// with the rate in the velocity: lr·g and w = w − b
/// </code>
/// Source: Tieleman and Hinton 2012, Coursera lecture 6.5; centered after Graves 2013, "Generating sequences with recurrent
/// neural networks", eqs. 38–41. The defaults are PyTorch's; Keras keeps 0.9 and has 1e-7 inside the root. The first step is
/// lr/√(1 − decay) long, so the same rate means more at a slower decay. A variance that rounding made negative counts as 0.
/// </remarks>
public sealed record RmsProp : Optimizer, ITakesMomentum
{
    /// <summary>Keras 3's conventions and defaults.</summary>
    public static RmsProp Keras => new() { Decay = 0.9, Epsilon = 1e-7, EpsilonInsideRoot = true, RateInVelocity = true, DecoupledDecay = true };

    /// <summary>Share of the mean square kept at each step, in [0, 1).</summary>
    public double Decay { get; init => field = Check.Fraction(value); } = 0.99;

    /// <summary>Added to the root so that a weight without gradients does not divide by 0. At least 0.</summary>
    public double Epsilon { get; init => field = Check.SinglePrecision(value); } = 1e-8;

    /// <summary>Whether the epsilon is added under the root rather than to it.</summary>
    public bool EpsilonInsideRoot { get; init; }

    /// <summary>Whether the mean gradient's square is taken off the mean square, which leaves the variance.</summary>
    public bool Centered { get; init; }

    /// <summary>Share of the last move kept at each step, in [0, 1).</summary>
    public double Momentum { get; init => field = Check.Fraction(value); }

    /// <summary>Whether moves enter what momentum keeps multiplied by the learning rate of their step, as in Keras.</summary>
    public bool RateInVelocity { get; init; }

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        var mean = Centered ? state.Memory("mean") : null;
        double momentum = state.Momentum ?? Momentum;
        // A momentum that a schedule lets fall to 0 has a memory, too.
        var move = momentum > 0 || state.Momentum is not null ? state.Memory("move") : null;
        var (inside, outside) = RateInVelocity ? (learningRate, 1.0) : (1.0, learningRate);
        Apply(new Rule(this, state.Memory("mean_square"), mean, move, (float)momentum, (float)inside, (float)outside), weights, gradient, state, learningRate);
    }

    private readonly struct Rule(
        RmsProp settings, OptimizerMemory meanSquare, OptimizerMemory? mean, OptimizerMemory? move, float momentum, float share, float learningRate)
        : IUpdateRule
    {
        private readonly Vector256<float> _decay = Vector256.Create((float)settings.Decay);
        private readonly Vector256<float> _fresh = Vector256.Create((float)(1 - settings.Decay));
        private readonly Vector256<float> _momentum = Vector256.Create(momentum);
        private readonly Vector256<float> _share = Vector256.Create(share);
        private readonly Vector256<float> _learningRate = Vector256.Create(learningRate);
        private readonly Root _root = new((float)settings.Epsilon, settings.EpsilonInsideRoot);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var x = meanSquare.Store(index, Fade(meanSquare, index, gradient * gradient));
            if (mean is not null)
            {
                var a = mean.Store(index, Fade(mean, index, gradient));
                x = Vector256.Max(x - a * a, Vector256<float>.Zero);
            }

            var step = _share * gradient / _root.Of(x);
            if (move is not null)
                step = move.Store(index, Vector256.FusedMultiplyAdd(_momentum, move.Load(index), step));
            return Vector256.FusedMultiplyAdd(-_learningRate, step, weight);
        }

        private Vector256<float> Fade(OptimizerMemory memory, int index, Vector256<float> next) =>
            Vector256.FusedMultiplyAdd(_decay, memory.Load(index), _fresh * next);
    }
}
