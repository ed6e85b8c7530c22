using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>For the part of a loop where all eight values are there, which nobody checks.</summary>
internal readonly struct WholeLanes : ILaneAccess
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ReadOnlySpan<float> values, int index) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> eight, Span<float> values, int index) =>
        eight.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);
}
