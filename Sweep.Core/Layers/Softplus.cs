using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>A smooth rectifier: ln(1 + eˣ).</summary>
/// <remarks>Computed as max(x, 0) + ln(1 + e^(−|x|)), which does not overflow.</remarks>
public sealed record Softplus : Activation<Softplus.Function>
{
    /// <summary>The function on eight values.</summary>
    public readonly struct Function : IElementFunction, IElementGradient
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) =>
            Vector256.Max(x, Vector256<float>.Zero) + Elementary.LogOnePlus(Elementary.Exp(-Vector256.Abs(x)));

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y) => Elementary.Sigmoid(x);
    }
}
