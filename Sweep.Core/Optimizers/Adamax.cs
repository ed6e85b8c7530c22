using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Adam that divides by the largest recent gradient instead of a mean square.</summary>
/// <remarks>
/// <code>
/// m = β₁·m + (1 − β₁)·g,   m̂ = m / (1 − β₁ᵗ)
/// u = max(β₂·u, |g| + ε)
/// w = w − lr·m̂ / u
/// with the epsilon outside: u = max(β₂·u, |g|) and lr·m̂ / (u + ε)
/// </code>
/// Source: Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 2, which has no ε. The defaults are PyTorch's;
/// Keras adds 1e-7 to the maximum.
/// </remarks>
public sealed record Adamax : Optimizer, ITakesMomentum
{
    /// <summary>Keras 3's conventions and defaults.</summary>
    public static Adamax Keras => new() { Epsilon = 1e-7, EpsilonInsideMaximum = false, DecoupledDecay = true };

    /// <summary>Share of the mean gradient kept at each step, in [0, 1).</summary>
    public double Beta1 { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Share of the largest gradient kept at each step, in [0, 1).</summary>
    public double Beta2 { get; init => field = Check.Fraction(value); } = 0.999;

    /// <summary>Keeps a weight without gradients from dividing by 0. At least 0.</summary>
    public double Epsilon { get; init => field = Check.SinglePrecision(value); } = 1e-8;

    /// <summary>Whether the epsilon is added to each gradient's size rather than to the maximum.</summary>
    public bool EpsilonInsideMaximum { get; init; } = true;

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        double beta1 = state.Momentum ?? Beta1;
        float rate = (float)(learningRate / (1 - Elementary.Power(beta1, state.Step)));
        Apply(new Rule(this, state.Memory("mean"), state.Memory("largest"), beta1, rate), weights, gradient, state, learningRate);
    }

    private readonly struct Rule(Adamax settings, OptimizerMemory mean, OptimizerMemory largest, double beta1, float rate) : IUpdateRule
    {
        private readonly Vector256<float> _beta1 = Vector256.Create((float)beta1);
        private readonly Vector256<float> _share1 = Vector256.Create((float)(1 - beta1));
        private readonly Vector256<float> _beta2 = Vector256.Create((float)settings.Beta2);
        private readonly Vector256<float> _inside = Vector256.Create(settings.EpsilonInsideMaximum ? (float)settings.Epsilon : 0);
        private readonly Vector256<float> _outside = Vector256.Create(settings.EpsilonInsideMaximum ? 0 : (float)settings.Epsilon);
        private readonly Vector256<float> _rate = Vector256.Create(rate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var m = mean.Store(index, Vector256.FusedMultiplyAdd(_beta1, mean.Load(index), _share1 * gradient));
            var u = largest.Store(index, Vector256.Max(_beta2 * largest.Load(index), Vector256.Abs(gradient) + _inside));
            return weight - _rate * m / (u + _outside);
        }
    }
}
