using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The exponential linear unit: x above 0, alpha·(eˣ − 1) elsewhere.</summary>
/// <remarks>Source: Clevert, Unterthiner and Hochreiter 2016, "Fast and accurate deep network learning by exponential linear units (ELUs)".</remarks>
public sealed record Elu : Activation<Elu.Function>
{
    /// <summary>Minus the value far below 0. Above 0.</summary>
    public double Alpha { get; init => field = Check.Positive(value); } = 1;

    private protected override Function Make() => new((float)Alpha);

    /// <summary>The function on eight values.</summary>
    public readonly struct Function(float alpha) : IElementFunction, IElementGradient
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) =>
            Vector256.ConditionalSelect(
                Vector256.GreaterThan(x, Vector256<float>.Zero), x, Vector256.Create(alpha) * Elementary.ExpMinusOne(x));

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y) =>
            Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), Vector256<float>.One, y + Vector256.Create(alpha));
    }
}
