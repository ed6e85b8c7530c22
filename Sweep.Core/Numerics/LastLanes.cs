using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>For the end of a loop, where fewer than eight values may be left: as <see cref="Lanes"/> has it.</summary>
internal readonly struct LastLanes : ILaneAccess
{
    /// <inheritdoc/>
    public static Vector256<float> Load(ReadOnlySpan<float> values, int index) => Lanes.Load(values, index);

    /// <inheritdoc/>
    public static void Store(Vector256<float> eight, Span<float> values, int index) => Lanes.Store(eight, values, index);
}
