using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Contracts;

/// <summary>Values that an optimizer remembers, one for each weight as a rule, read and written eight at a time.</summary>
public sealed class OptimizerMemory
{
    private readonly float[] _values;

    internal OptimizerMemory(int count)
    {
        // Padded to whole vectors: a rule may read and write past the last weight, never past the memory.
        _values = new float[(count + 7) / 8 * 8];
        Count = count;
    }

    /// <summary>Number of values.</summary>
    public int Count { get; }

    /// <summary>The remembered values.</summary>
    public Span<float> Values => _values.AsSpan(0, Count);

    internal bool InUse { get; set; }

    /// <summary>The values of weights <paramref name="index"/> to <paramref name="index"/> + 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Load(int index) => Vector256.LoadUnsafe(ref _values[index]);

    /// <summary>Replaces the values of weights <paramref name="index"/> to <paramref name="index"/> + 7, and hands them back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Store(int index, Vector256<float> values)
    {
        values.StoreUnsafe(ref _values[index]);
        return values;
    }

    internal void Fill(float value) => _values.AsSpan().Fill(value);

    internal void Restore(ReadOnlySpan<float> values)
    {
        if (values.Length != Count)
            throw new ArgumentException($"A memory of {Count} values needs as many; got {values.Length}.", nameof(values));
        values.CopyTo(_values);
    }
}
