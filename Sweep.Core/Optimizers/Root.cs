using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Optimizers;

/// <summary>The divisor of adaptive rules: √x + ε, or √(x + ε).</summary>
internal readonly struct Root(float epsilon, bool inside)
{
    private readonly Vector256<float> _inside = Vector256.Create(inside ? epsilon : 0);
    private readonly Vector256<float> _outside = Vector256.Create(inside ? 0 : epsilon);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Of(Vector256<float> x) => Vector256.Sqrt(x + _inside) + _outside;
}
