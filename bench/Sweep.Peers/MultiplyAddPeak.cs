using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Peers;

/// <summary>How fast one core multiplies and adds 8 floats at a time when nothing touches memory.</summary>
internal static class MultiplyAddPeak
{
    private const int Accumulators = 12, Steps = 400_000;

    /// <summary>Billions of operations per second, a multiplication and an addition counted apart.</summary>
    public static double Measure()
    {
        double started = ProcessorClock.Seconds;
        _ = Burst(Vector256.Create(0.999f), Vector256.Create(1e-3f));
        return 2.0 * Vector256<float>.Count * Accumulators * Steps / (ProcessorClock.Seconds - started) / 1e9;
    }

    // Twelve chains hide the latency of four cycles on two units, and fit the registers beside the two factors. Not inlined, so that the sum is
    // computed although nobody reads it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<float> Burst(Vector256<float> x, Vector256<float> y)
    {
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }
        return a + b + c + d + e + f + g + h + i + j + k + l;
    }
}
