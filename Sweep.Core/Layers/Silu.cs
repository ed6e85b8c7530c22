using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The sigmoid-weighted linear unit x / (1 + e⁻ˣ), also called swish.</summary>
/// <remarks>Source: Elfwing, Uchibe and Doya 2018, "Sigmoid-weighted linear units for neural network function approximation in reinforcement learning".</remarks>
public sealed record Silu : Activation<Silu.Function>
{
    /// <summary>The function on eight values.</summary>
    public readonly struct Function : IElementFunction, IElementGradient
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => x * Elementary.Sigmoid(x);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y)
        {
            var sigmoid = Elementary.Sigmoid(x);
            return Vector256.FusedMultiplyAdd(sigmoid, x * (Vector256<float>.One - sigmoid), sigmoid);
        }
    }
}
