using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Steps as long as recent steps were, by how gradients compare with recent ones: the units of the weights come out right.</summary>
/// <remarks>
/// <code>
/// s = decay·s + (1 − decay)·g²
/// d = √(u + ε) / √(s + ε)·g
/// u = decay·u + (1 − decay)·d²
/// w = w − lr·d
/// </code>
/// Source: Zeiler 2012, "ADADELTA: an adaptive learning rate method", algorithm 1, where lr is 1. The defaults are PyTorch's;
/// Keras keeps 0.95, with an epsilon of 1e-7. As u starts from 0, the epsilon decides how long the first steps are.
/// </remarks>
public sealed record Adadelta : Optimizer
{
    /// <summary>Keras 3's conventions and defaults.</summary>
    public static Adadelta Keras => new() { Decay = 0.95, Epsilon = 1e-7, DecoupledDecay = true };

    /// <summary>Share of both mean squares kept at each step, in [0, 1).</summary>
    public double Decay { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Added under both roots. Without it no step would be the first; above 0.</summary>
    public double Epsilon { get; init => field = Check.SinglePrecision(Check.Positive(value)); } = 1e-6;

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate) =>
        Apply(new Rule(this, state.Memory("mean_square"), state.Memory("mean_square_step"), (float)learningRate), weights, gradient, state, learningRate);

    private readonly struct Rule(Adadelta settings, OptimizerMemory meanSquare, OptimizerMemory meanSquareStep, float learningRate) : IUpdateRule
    {
        private readonly Vector256<float> _decay = Vector256.Create((float)settings.Decay);
        private readonly Vector256<float> _share = Vector256.Create((float)(1 - settings.Decay));
        private readonly Vector256<float> _learningRate = Vector256.Create(learningRate);
        private readonly Root _root = new((float)settings.Epsilon, inside: true);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var s = meanSquare.Store(index, Fade(meanSquare.Load(index), gradient));
            var u = meanSquareStep.Load(index);
            var step = _root.Of(u) / _root.Of(s) * gradient;
            meanSquareStep.Store(index, Fade(u, step));
            return Vector256.FusedMultiplyAdd(-_learningRate, step, weight);
        }

        private Vector256<float> Fade(Vector256<float> mean, Vector256<float> next) =>
            Vector256.FusedMultiplyAdd(_decay, mean, _share * next * next);
    }
}
