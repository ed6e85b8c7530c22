using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Adam that goes by plain momentum until its mean squares can be trusted, and carefully for a while after that.</summary>
/// <remarks>
/// <code>
/// m = β₁·m + (1 − β₁)·g,   m̂ = m / (1 − β₁ᵗ)
/// v = β₂·v + (1 − β₂)·g²
/// ρ∞ = 2 / (1 − β₂) − 1,   ρ = ρ∞ − 2·t·β₂ᵗ / (1 − β₂ᵗ)
/// up to ρ = 5: w = w − lr·m̂
/// from then on: w = w − lr·r·m̂·√(1 − β₂ᵗ) / (√v + ε)
/// r² = (ρ − 4)·(ρ − 2)·ρ∞ / ((ρ∞ − 4)·(ρ∞ − 2)·ρ)
/// </code>
/// Source: Liu et al. 2020, "On the variance of the adaptive learning rate and beyond", algorithm 2, with 5 in the place of its 4,
/// as in PyTorch. The first steps (5 at the default β₂) are as long as the gradient, which a rate that suits Adam can make very long.
/// </remarks>
public sealed record RAdam : Optimizer, ITakesMomentum
{
    private const double TrustedLength = 5;

    /// <summary>Share of the mean gradient kept at each step, in [0, 1).</summary>
    public double Beta1 { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Share of the mean square kept at each step, in [0, 1).</summary>
    public double Beta2 { get; init => field = Check.Fraction(value); } = 0.999;

    /// <summary>Added to the root so that a weight without gradients does not divide by 0. At least 0.</summary>
    public double Epsilon { get; init => field = Check.SinglePrecision(value); } = 1e-8;

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        double power = Elementary.Power(Beta2, state.Step);
        double longest = 2 / (1 - Beta2) - 1;
        double length = longest - 2 * state.Step * power / (1 - power);
        bool adaptive = length > TrustedLength;
        double beta1 = state.Momentum ?? Beta1;
        double rate = learningRate / (1 - Elementary.Power(beta1, state.Step));
        if (adaptive)
        {
            double trust = (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length);
            rate *= Math.Sqrt(trust * (1 - power));
        }
        Apply(new Rule(this, state.Memory("mean"), state.Memory("mean_square"), beta1, (float)rate, adaptive), weights, gradient, state, learningRate);
    }

    private readonly struct Rule(RAdam settings, OptimizerMemory mean, OptimizerMemory meanSquare, double beta1, float rate, bool adaptive) : IUpdateRule
    {
        private readonly Vector256<float> _beta1 = Vector256.Create((float)beta1);
        private readonly Vector256<float> _share1 = Vector256.Create((float)(1 - beta1));
        private readonly Vector256<float> _beta2 = Vector256.Create((float)settings.Beta2);
        private readonly Vector256<float> _share2 = Vector256.Create((float)(1 - settings.Beta2));
        private readonly Vector256<float> _rate = Vector256.Create(rate);
        private readonly Vector256<float> _epsilon = Vector256.Create((float)settings.Epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var m = mean.Store(index, Vector256.FusedMultiplyAdd(_beta1, mean.Load(index), _share1 * gradient));
            var v = meanSquare.Store(
                index, Vector256.FusedMultiplyAdd(_beta2, meanSquare.Load(index), _share2 * gradient * gradient));
            return adaptive
                ? weight - _rate * m / (Vector256.Sqrt(v) + _epsilon)
                : Vector256.FusedMultiplyAdd(-_rate, m, weight);
        }
    }
}
