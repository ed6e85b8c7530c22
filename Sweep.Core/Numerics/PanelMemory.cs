using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sweep.Core.Numerics;

/// <summary>Memory of a thread for the panel of a product that it works on, on a border of cache lines.</summary>
internal static unsafe class PanelMemory
{
    private const int CacheLine = 64;

    // Pinned, so that its address stays; collected with its thread.
    [ThreadStatic]
    private static float[]? _values;

    /// <summary>Room for so many values, until the same thread takes it again.</summary>
    public static float* Take(int count)
    {
        var values = _values;
        if (values is null || values.Length < count + CacheLine / sizeof(float))
            _values = values = GC.AllocateUninitializedArray<float>(count + CacheLine / sizeof(float), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(values));
        return (float*)((address + CacheLine - 1) & ~(nuint)(CacheLine - 1));
    }
}
