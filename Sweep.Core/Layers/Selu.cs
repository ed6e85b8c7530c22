using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The self-normalizing exponential linear unit: scale·x above 0, scale·alpha·(eˣ − 1) elsewhere.</summary>
/// <remarks>Source: Klambauer et al. 2017, "Self-normalizing neural networks", whose alpha and scale keep mean 0 and variance 1.</remarks>
public sealed record Selu : Activation<Selu.Function>
{
    private const float Alpha = 1.6732632423543772848f;
    private const float Scale = 1.0507009873554804934f;

    /// <summary>The function on eight values.</summary>
    public readonly struct Function : IElementFunction, IElementGradient
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) =>
            Vector256.ConditionalSelect(
                Vector256.GreaterThan(x, Vector256<float>.Zero), Vector256.Create(Scale) * x, Vector256.Create(Scale * Alpha) * Elementary.ExpMinusOne(x));

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y) =>
            Vector256.ConditionalSelect(
                Vector256.GreaterThan(x, Vector256<float>.Zero), Vector256.Create(Scale), y + Vector256.Create(Scale * Alpha));
    }
}
