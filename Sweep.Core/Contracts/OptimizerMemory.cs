using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Contracts;

/// <summary>One remembered value for each weight, read and written eight at a time.</summary>
public sealed class OptimizerMemory
{
    private readonly float[] _values;

    internal OptimizerMemory(int weightCount)
    {
        // Padded to whole vectors: a rule may read and write past the last weight, never past the memory.
        _values = new float[(weightCount + 7) / 8 * 8];
        WeightCount = weightCount;
    }

    /// <summary>Weights of the network.</summary>
    public int WeightCount { get; }

    /// <summary>The remembered values, one for each weight.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, WeightCount);

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
        if (values.Length != WeightCount)
            throw new ArgumentException($"A memory of {WeightCount} weights needs {WeightCount} values; got {values.Length}.", nameof(values));
        values.CopyTo(_values);
    }
}
