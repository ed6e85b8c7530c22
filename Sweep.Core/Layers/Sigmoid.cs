using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The logistic function 1 / (1 + e⁻ˣ), between 0 and 1.</summary>
public sealed record Sigmoid : Activation<Sigmoid.Function>
{
    /// <summary>The function on eight values.</summary>
    public readonly struct Function : IElementFunction, IElementGradient
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => Elementary.Sigmoid(x);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y) => y * (Vector256<float>.One - y);
    }
}
