using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Numerics;

/// <summary>Asks for memory before it is needed. It changes nothing but the time.</summary>
internal static unsafe class Cache
{
    private const int ValuesPerLine = 64 / sizeof(float);

    /// <summary>Has the processor fetch values that will be read soon.</summary>
    public static void Prefetch(ReadOnlySpan<float> values)
    {
        if (!Sse.IsSupported)
            return;
        ref float first = ref MemoryMarshal.GetReference(values);
        // An address that is no longer right when it arrives does no harm.
        for (int i = 0; i < values.Length; i += ValuesPerLine)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, i)));
    }
}
