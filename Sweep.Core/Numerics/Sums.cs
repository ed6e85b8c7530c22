using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>Sums of the values of a row, in double.</summary>
/// <remarks>Eight sums go over every eighth value, so that they need not wait for each other; then these are added, and the values that are left.</remarks>
internal static class Sums
{
    private const int Width = Lanes.Width;

    /// <summary>The sum of x[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(ReadOnlySpan<float> x)
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        Vector256<double> low = Vector256<double>.Zero, high = low;
        int i = 0;
        for (; i <= x.Length - Width; i += Width)
        {
            var (left, right) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            low += left;
            high += right;
        }
        double sum = Lanes.Sum(low + high);
        for (; i < x.Length; i++)
            sum += x[i];
        return sum;
    }

    /// <summary>The sum of (x[i] − mean)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfSquares(ReadOnlySpan<float> x, double mean)
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        var means = Vector256.Create(mean);
        Vector256<double> low = Vector256<double>.Zero, high = low;
        int i = 0;
        for (; i <= x.Length - Width; i += Width)
        {
            var (left, right) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            low += (left - means) * (left - means);
            high += (right - means) * (right - means);
        }
        double sum = Lanes.Sum(low + high);
        for (; i < x.Length; i++)
            sum += (x[i] - mean) * (x[i] - mean);
        return sum;
    }

    /// <summary>The sum of x[i] · y[i], for spans that are equally long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfProducts(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        ref float from = ref MemoryMarshal.GetReference(x);
        ref float other = ref MemoryMarshal.GetReference(y);
        Vector256<double> low = Vector256<double>.Zero, high = low;
        int i = 0;
        for (; i <= x.Length - Width; i += Width)
        {
            var (left, right) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            var (otherLeft, otherRight) = Vector256.Widen(Vector256.LoadUnsafe(ref other, (nuint)i));
            low += left * otherLeft;
            high += right * otherRight;
        }
        double sum = Lanes.Sum(low + high);
        for (; i < x.Length; i++)
            sum += (double)x[i] * y[i];
        return sum;
    }
}
