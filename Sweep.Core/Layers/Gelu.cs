using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The Gaussian error linear unit: x times the probability that a normal number is below x.</summary>
/// <remarks>
/// <code>
/// 0.5·x·(1 + erf(x/√2))
/// 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))   where approximate
/// </code>
/// Source: Hendrycks and Gimpel 2016, "Gaussian error linear units (GELUs)", with the approximation.
/// </remarks>
public sealed record Gelu : Activation<Gelu.Function>
{
    private const float Cubic = 0.044715f;
    private const float RootOfTwoByPi = 0.79788456f;

    /// <summary>Whether to take the approximation by tanh instead of the normal distribution itself.</summary>
    public bool Approximate { get; init; }

    private protected override Function Make() => new(Approximate);

    /// <summary>The function on eight values.</summary>
    public readonly struct Function(bool approximate) : IElementFunction, IElementGradient
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => approximate ? OfTanh(x) : x * Probability(x);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y) => approximate ? AtTanh(x) : AtExact(x);

        private static Vector256<float> Probability(Vector256<float> x) =>
            Vector256.Create(0.5f) * Elementary.Erfc(Vector256.Create(-0.70710678f) * x);

        private static Vector256<float> AtExact(Vector256<float> x)
        {
            // Beyond 20 the density is 0; the bound keeps ∞ · 0 out.
            var near = Bounded(x);
            var density = Vector256.Create(0.39894228f) * Elementary.Exp(Vector256.Create(-0.5f) * near * near);
            return Vector256.FusedMultiplyAdd(near, density, Probability(x));
        }

        private static Vector256<float> OfTanh(Vector256<float> x)
        {
            var half = Vector256.Create(0.5f) * x;
            return Vector256.FusedMultiplyAdd(half, Elementary.Tanh(Inner(Bounded(x))), half);
        }

        private static Vector256<float> AtTanh(Vector256<float> x)
        {
            var near = Bounded(x);
            var tanh = Elementary.Tanh(Inner(near));
            var slope = Vector256.Create(RootOfTwoByPi) * Vector256.FusedMultiplyAdd(
                Vector256.Create(3 * Cubic), near * near, Vector256<float>.One);
            var bend = near * (Vector256<float>.One - tanh * tanh) * slope;
            return Vector256.Create(0.5f) * (Vector256<float>.One + tanh + bend);
        }

        private static Vector256<float> Inner(Vector256<float> x) =>
            Vector256.Create(RootOfTwoByPi) * Vector256.FusedMultiplyAdd(Vector256.Create(Cubic) * x * x, x, x);

        private static Vector256<float> Bounded(Vector256<float> x) =>
            Vector256.Min(Vector256.Max(x, Vector256.Create(-20f)), Vector256.Create(20f));
    }
}
