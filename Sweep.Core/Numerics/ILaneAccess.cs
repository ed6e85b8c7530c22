using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>How a loop reads and writes eight values of a span. A struct, so that a loop is written once and compiled for each way.</summary>
internal interface ILaneAccess
{
    /// <summary>Values <paramref name="index"/> to <paramref name="index"/> + 7.</summary>
    static abstract Vector256<float> Load(ReadOnlySpan<float> values, int index);

    /// <summary>Writes values <paramref name="index"/> to <paramref name="index"/> + 7.</summary>
    static abstract void Store(Vector256<float> eight, Span<float> values, int index);
}
