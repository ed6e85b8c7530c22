using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>A swish of straight lines: x·min(max(x + 3, 0), 6) / 6.</summary>
/// <remarks>Source: Howard et al. 2019, "Searching for MobileNetV3".</remarks>
public sealed record HardSwish : Activation<HardSwish.Function>
{
    /// <summary>The function on eight values.</summary>
    public readonly struct Function : IElementFunction, IElementGradient
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) =>
            x * Vector256.Min(Vector256.Max(x + Vector256.Create(3f), Vector256<float>.Zero), Vector256.Create(6f)) / Vector256.Create(6f);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y)
        {
            var slope = (x + x + Vector256.Create(3f)) / Vector256.Create(6f);
            slope = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(3f)), Vector256<float>.One, slope);
            return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(-3f)), Vector256<float>.Zero, slope);
        }
    }
}
