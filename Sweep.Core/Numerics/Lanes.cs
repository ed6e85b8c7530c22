using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>Eight values of a span at a time, for loops over several spans that go to the same place in each. Past its end a span reads as zeros.</summary>
internal static class Lanes
{
    /// <summary>How many values are taken at a time.</summary>
    public const int Width = 8;

    /// <summary>Values <paramref name="index"/> to <paramref name="index"/> + 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ReadOnlySpan<float> values, int index) =>
        values.Length - index >= Width
            ? Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index)
            : LoadPart(values[index..]);

    /// <summary>Writes values <paramref name="index"/> to <paramref name="index"/> + 7, as far as there are so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> eight, Span<float> values, int index)
    {
        if (values.Length - index >= Width)
            eight.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);
        else
            StorePart(eight, values[index..]);
    }

    /// <summary>All bits set in the first <paramref name="count"/> places, or in all eight if that is more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();

    /// <summary>The sum of four values, always in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<double> four)
    {
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    /// <summary>The largest of eight values, in all eight places. Of NaN there may be nothing left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Largest(Vector256<float> eight)
    {
        var four = Vector128.MaxNative(eight.GetLower(), eight.GetUpper());
        var two = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        var one = Vector128.MaxNative(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2)));
        return Vector256.Create(one, one);
    }

    /// <summary>Up to eight values, then zeros.</summary>
    public static Vector256<float> LoadPart(ReadOnlySpan<float> values)
    {
        Span<float> padded = stackalloc float[Width];
        padded.Clear();
        values.CopyTo(padded);
        return Vector256.Create<float>(padded);
    }

    /// <summary>Writes as many values as there is room for.</summary>
    public static void StorePart(Vector256<float> eight, Span<float> values)
    {
        Span<float> padded = stackalloc float[Width];
        eight.CopyTo(padded);
        padded[..values.Length].CopyTo(values);
    }
}
