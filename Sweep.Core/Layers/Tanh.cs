using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The hyperbolic tangent, between −1 and 1.</summary>
public sealed record Tanh : Activation<Tanh.Function>
{
    /// <summary>The function on eight values.</summary>
    public readonly struct Function : IElementFunction, IElementGradient
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => Elementary.Tanh(x);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y) => Vector256<float>.One - y * y;
    }
}
