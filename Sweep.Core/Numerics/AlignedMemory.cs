using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sweep.Core.Numerics;

/// <summary>Memory for numbers that begins where a cache line does: vectors that lie in two lines take twice as long to come.</summary>
internal sealed unsafe class AlignedMemory
{
    private const int Line = 64;

    // Pinned, so that its address stays.
    private readonly float[] _array;
    private readonly int _first;

    /// <summary>Takes memory for so many numbers, all 0.</summary>
    public AlignedMemory(int count)
    {
        Count = count;
        _array = GC.AllocateArray<float>(checked(count + Line / sizeof(float)), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _first = (int)((nuint)(-(nint)address) % Line / sizeof(float));
    }

    /// <summary>How many numbers there are.</summary>
    public int Count { get; }

    /// <summary>The numbers.</summary>
    public Span<float> Values => _array.AsSpan(_first, Count);

    /// <summary>Where they begin, as long as this is kept.</summary>
    public float* Address => (float*)Unsafe.AsPointer(ref _array[_first]);
}
