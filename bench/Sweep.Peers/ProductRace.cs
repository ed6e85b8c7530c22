using System.Runtime.InteropServices;
using Sweep.Core.Numerics;

namespace Sweep.Peers;

/// <summary>Our matrix products and those of OpenBLAS in turn, shape by shape, on one thread of one process.</summary>
internal static unsafe class ProductRace
{
    private const double SecondsPerTurn = 0.004;

    /// <summary>Prints a line a shape: both speeds, and our speed over theirs in each round.</summary>
    /// <param name="rounds">How often each shape is measured.</param>
    /// <param name="only">What the name of a shape must contain, such as "TN" or "32,64,64".</param>
    public static int Run(int rounds, string only)
    {
        if (OpenBlas.Load() is not { } peer)
        {
            Console.WriteLine("OpenBLAS is not here: apt-get install libopenblas0. Nothing was measured.");
            return 0;
        }

        Console.WriteLine($"{peer.Name}; {rounds} rounds a shape, in turn");
        Console.WriteLine($"{"form m,n,k",-18}{"ours",8}{"OpenBLAS",10}{"ratio",8}  range            {"peak",6}  ours/peak   (GFLOP/s, medians)");
        ProductShape[] shapes = [.. ProductShape.All.Where(shape => $"{shape}".Contains(only, StringComparison.Ordinal))];
        int slower = 0;
        foreach (var shape in shapes)
        {
            var row = Measure(shape, peer, rounds);
            Console.WriteLine(
                $"{shape,-18}{row.Ours.Median,8:F1}{row.Peer.Median,10:F1}{row.Ratio.Median,8:F2}  {row.Ratio.Low:F2} … {row.Ratio.High,-9:F2}" +
                $"{row.Peak.Median,8:F1}  {row.Ours.Median / row.Peak.Median,6:P0}");
            if (row.Ratio.Median < 1)
                slower++;
        }
        Console.WriteLine($"OpenBLAS is faster at {slower} of {shapes.Length} shapes.");
        return 0;
    }

    private static (Sample Ours, Sample Peer, Sample Ratio, Sample Peak) Measure(ProductShape shape, OpenBlas peer, int rounds)
    {
        var (_, m, n, k) = shape;
        float* left = Filled(m * k), right = Filled(k * n), ourResult = Filled(m * n), theirResult = Filled(m * n);
        void Ours() => Multiply(shape, left, right, ourResult);
        void Theirs() => peer.Multiply(shape, left, right, theirResult);
        Ours();
        Theirs();
        Require(shape, new ReadOnlySpan<float>(ourResult, m * n), new ReadOnlySpan<float>(theirResult, m * n));

        int times = 1 + (int)(SecondsPerTurn * 50e9 / shape.Operations);
        Speed(shape, times, Ours);
        Speed(shape, times, Theirs);
        List<double> ours = [], theirs = [], ratios = [], peaks = [];
        for (int round = 0; round < rounds; round++)
        {
            peaks.Add(MultiplyAddPeak.Measure());
            ours.Add(Speed(shape, times, Ours));
            theirs.Add(Speed(shape, times, Theirs));
            ratios.Add(ours[^1] / theirs[^1]);
        }
        foreach (float* values in (ReadOnlySpan<nint>)[(nint)left, (nint)right, (nint)ourResult, (nint)theirResult])
            NativeMemory.AlignedFree(values);
        return (new Sample(ours), new Sample(theirs), new Sample(ratios), new Sample(peaks));
    }

    private static double Speed(ProductShape shape, int times, Action multiply)
    {
        double started = ProcessorClock.Seconds;
        for (int i = 0; i < times; i++)
            multiply();
        return shape.Operations * times / (ProcessorClock.Seconds - started) / 1e9;
    }

    private static void Multiply(ProductShape shape, float* left, float* right, float* result)
    {
        var (form, m, n, k) = shape;
        Span<float> a = new(left, m * k), b = new(right, k * n);
        var c = new MatrixSpan(new Span<float>(result, m * n), m, n);
        switch (form)
        {
            case ProductForm.NN: MatrixProduct.Multiply(new MatrixSpan(a, m, k), new MatrixSpan(b, k, n), c); break;
            case ProductForm.TN: MatrixProduct.MultiplyLeftTransposed(new MatrixSpan(a, k, m), new MatrixSpan(b, k, n), c); break;
            default: MatrixProduct.MultiplyRightTransposed(new MatrixSpan(a, m, k), new MatrixSpan(b, n, k), c); break;
        }
    }

    // A race between different sums would say nothing.
    private static void Require(ProductShape shape, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        for (int i = 0; i < ours.Length; i++)
        {
            if (Math.Abs(ours[i] - theirs[i]) > 1e-4 * Math.Sqrt(shape.K))
                throw new InvalidOperationException($"{shape}: value {i} is {ours[i]} here and {theirs[i]} in OpenBLAS.");
        }
    }

    private static float* Filled(int count)
    {
        float* values = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
        var random = new RandomStream((ulong)count, RandomPurpose.InitialWeights);
        for (int i = 0; i < count; i++)
            values[i] = (float)random.NextDouble() - 0.5f;
        return values;
    }
}
