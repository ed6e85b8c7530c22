using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Adam with Nesterov's momentum, which grows over the first steps.</summary>
/// <remarks>
/// <code>
/// μₜ = β₁·(1 − ½·0.96^(ψ·t)),   Pₜ = μ₁·…·μₜ
/// m = β₁·m + (1 − β₁)·g
/// v = β₂·v + (1 − β₂)·g²,   v̂ = v / (1 − β₂ᵗ)
/// d = μₜ₊₁·m / (1 − Pₜ₊₁) + (1 − μₜ)·g / (1 − Pₜ)
/// w = w − lr·d / (√v̂ + ε)
/// </code>
/// Source: Dozat 2016, "Incorporating Nesterov momentum into Adam", with the momentum schedule that PyTorch and Keras
/// use. The defaults are PyTorch's: its ψ of 0.004 lets momentum grow over hundreds of steps, Keras' of 1 over tens.
/// </remarks>
public sealed record NAdam : Optimizer, ITakesMomentum
{
    private const double Warming = 0.96;

    /// <summary>Keras 3's conventions and defaults.</summary>
    public static NAdam Keras => new() { Epsilon = 1e-7, MomentumDecay = 1, DecoupledDecay = true };

    /// <summary>Share of the mean gradient kept at each step, in [0, 1).</summary>
    public double Beta1 { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Share of the mean square kept at each step, in [0, 1).</summary>
    public double Beta2 { get; init => field = Check.Fraction(value); } = 0.999;

    /// <summary>Added to the root so that a weight without gradients does not divide by 0. At least 0.</summary>
    public double Epsilon { get; init => field = Check.SinglePrecision(value); } = 1e-8;

    /// <summary>How fast momentum grows from half of β₁ to all of it: the ψ of the formula. At least 0, where it stays at half.</summary>
    public double MomentumDecay { get; init => field = Check.NotNegative(value); } = 0.004;

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        double beta1 = state.Momentum ?? Beta1, now = MomentumAt(state.Step, beta1), next = MomentumAt(state.Step + 1, beta1);
        var product = state.Number("momentum_product", start: 1);
        product.Value *= now;
        // Numerator and denominator times √(1 − β₂ᵗ), as in Adam.
        double second = Math.Sqrt(1 - Elementary.Power(Beta2, state.Step));
        double gradientRate = learningRate * second * (1 - now) / (1 - product.Value);
        double meanRate = learningRate * second * next / (1 - product.Value * next);
        Apply(
            new Rule(this, state.Memory("mean"), state.Memory("mean_square"), beta1, (float)gradientRate, (float)meanRate, (float)(Epsilon * second)),
            weights, gradient, state, learningRate);
    }

    private double MomentumAt(long step, double beta1)
    {
        double exponent = MomentumDecay * step, whole = Math.Floor(exponent);
        return beta1 * (1 - 0.5 * Elementary.Power(Warming, (long)whole) * Elementary.RootPower(Warming, exponent - whole));
    }

    private readonly struct Rule(
        NAdam settings, OptimizerMemory mean, OptimizerMemory meanSquare, double beta1, float gradientRate, float meanRate, float epsilon) : IUpdateRule
    {
        private readonly Vector256<float> _beta1 = Vector256.Create((float)beta1);
        private readonly Vector256<float> _share1 = Vector256.Create((float)(1 - beta1));
        private readonly Vector256<float> _beta2 = Vector256.Create((float)settings.Beta2);
        private readonly Vector256<float> _share2 = Vector256.Create((float)(1 - settings.Beta2));
        private readonly Vector256<float> _gradientRate = Vector256.Create(gradientRate);
        private readonly Vector256<float> _meanRate = Vector256.Create(meanRate);
        private readonly Vector256<float> _epsilon = Vector256.Create(epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var m = mean.Store(index, Vector256.FusedMultiplyAdd(_beta1, mean.Load(index), _share1 * gradient));
            var v = meanSquare.Store(
                index, Vector256.FusedMultiplyAdd(_beta2, meanSquare.Load(index), _share2 * gradient * gradient));
            return weight - Vector256.FusedMultiplyAdd(_meanRate, m, _gradientRate * gradient) / (Vector256.Sqrt(v) + _epsilon);
        }
    }
}
