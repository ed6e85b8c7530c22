using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>A smooth rectifier that dips below 0: x·tanh(ln(1 + eˣ)).</summary>
/// <remarks>Source: Misra 2020, "Mish: a self regularized non-monotonic activation function".</remarks>
public sealed record Mish : Activation<Mish.Function>
{
    /// <summary>The function on eight values.</summary>
    public readonly struct Function : IElementFunction, IElementGradient
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => x * Gate(x).Value;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y)
        {
            // (1 − t²)·σ(x) is the derivative of t = tanh(ln(1 + eˣ)).
            var (value, lost) = Gate(x);
            return Vector256.FusedMultiplyAdd(x * lost * (Vector256<float>.One + value), Elementary.Sigmoid(x), value);
        }

        // With n = e^(−|x|), tanh(ln(1 + eˣ)) is (1 + 2n) / (1 + 2n + 2n²) above 0 and (n² + 2n) / (n² + 2n + 2) below: nothing overflows.
        private static (Vector256<float> Value, Vector256<float> Lost) Gate(Vector256<float> x)
        {
            var n = Elementary.Exp(-Vector256.Abs(x));
            var above = Vector256.GreaterThan(x, Vector256<float>.Zero);
            var two = Vector256.Create(2f);
            var kept = Vector256.ConditionalSelect(above, Vector256.FusedMultiplyAdd(two, n, Vector256<float>.One), n * (n + two));
            var lost = Vector256.ConditionalSelect(above, two * n * n, two);
            var sum = kept + lost;
            return (kept / sum, lost / sum);
        }
    }
}
