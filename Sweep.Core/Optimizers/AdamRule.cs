using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>What Adam, AdamW and AMSGrad share: the rule; they differ in what is theirs from the start.</summary>
/// <remarks>
/// <code>
/// m = β₁·m + (1 − β₁)·g,   m̂ = m / (1 − β₁ᵗ)
/// v = β₂·v + (1 − β₂)·g²,   v̂ = v / (1 − β₂ᵗ), or of its largest value so far
/// w = w − lr·m̂ / (√v̂ + ε)
/// </code>
/// Source: Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1; with <see cref="EpsilonHat"/> the
/// form before its section 2.1, lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m / (√v + ε̂), which is Keras'.
/// </remarks>
public abstract record AdamRule : Optimizer, ITakesMomentum
{
    /// <summary>Share of the mean gradient kept at each step, in [0, 1).</summary>
    public double Beta1 { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Share of the mean square kept at each step, in [0, 1).</summary>
    public double Beta2 { get; init => field = Check.Fraction(value); } = 0.999;

    /// <summary>Added to the root so that a weight without gradients does not divide by 0. At least 0.</summary>
    public double Epsilon { get; init => field = Check.SinglePrecision(value); } = 1e-8;

    /// <summary>Whether the epsilon is added to the root before bias correction, as in Keras, rather than after it.</summary>
    public bool EpsilonHat { get; init; }

    /// <summary>Whether the mean square never falls.</summary>
    protected abstract bool KeepsLargest { get; }

    /// <inheritdoc/>
    public sealed override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        double beta1 = state.Momentum ?? Beta1;
        double first = 1 - Elementary.Power(beta1, state.Step);
        double second = Math.Sqrt(1 - Elementary.Power(Beta2, state.Step));
        // lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε·√(1 − β₂ᵗ)) is algorithm 1 with one division less per weight.
        float rate = (float)(learningRate * second / first);
        float epsilon = (float)(EpsilonHat ? Epsilon : Epsilon * second);
        var largest = KeepsLargest ? state.Memory("largest_mean_square") : null;
        Apply(
            new Rule(this, state.Memory("mean"), state.Memory("mean_square"), largest, beta1, rate, epsilon), weights, gradient, state, learningRate);
    }

    private readonly struct Rule(
        AdamRule settings, OptimizerMemory mean, OptimizerMemory meanSquare, OptimizerMemory? largest, double beta1, float rate, float epsilon)
        : IUpdateRule
    {
        private readonly Vector256<float> _beta1 = Vector256.Create((float)beta1);
        private readonly Vector256<float> _share1 = Vector256.Create((float)(1 - beta1));
        private readonly Vector256<float> _beta2 = Vector256.Create((float)settings.Beta2);
        private readonly Vector256<float> _share2 = Vector256.Create((float)(1 - settings.Beta2));
        private readonly Vector256<float> _rate = Vector256.Create(rate);
        private readonly Vector256<float> _epsilon = Vector256.Create(epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var m = mean.Store(index, Vector256.FusedMultiplyAdd(_beta1, mean.Load(index), _share1 * gradient));
            var v = meanSquare.Store(
                index, Vector256.FusedMultiplyAdd(_beta2, meanSquare.Load(index), _share2 * gradient * gradient));
            if (largest is not null)
                v = largest.Store(index, Vector256.Max(largest.Load(index), v));
            return weight - _rate * m / (Vector256.Sqrt(v) + _epsilon);
        }
    }
}
