using BenchmarkDotNet.Attributes;
using Sweep.Core.Numerics;

namespace Sweep.Bench;

/// <summary>The three products at shapes of the digits study and at large ones; bench/peers/blas.sh has more shapes, beside OpenBLAS.</summary>
public class MatrixProductBenchmarks
{
    private float[] _left = [];
    private float[] _right = [];
    private float[] _result = [];

    [Params("32,64,64", "32,32,64", "32,10,32", "128,512,512", "512,512,512")]
    public string Shape { get; set; } = "";

    private int[] Sizes => Array.ConvertAll(Shape.Split(','), int.Parse);

    [GlobalSetup]
    public void Fill()
    {
        var (m, n, k) = (Sizes[0], Sizes[1], Sizes[2]);
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        _left = Values.Floats(m * k, random);
        _right = Values.Floats(k * n, random);
        _result = new float[m * n];
    }

    [Benchmark(Baseline = true)]
    public void Multiply()
    {
        var (m, n, k) = (Sizes[0], Sizes[1], Sizes[2]);
        MatrixProduct.Multiply(new MatrixSpan(_left, m, k), new MatrixSpan(_right, k, n), new MatrixSpan(_result, m, n));
    }

    [Benchmark]
    public void LeftTransposed()
    {
        var (m, n, k) = (Sizes[0], Sizes[1], Sizes[2]);
        MatrixProduct.MultiplyLeftTransposed(new MatrixSpan(_left, k, m), new MatrixSpan(_right, k, n), new MatrixSpan(_result, m, n));
    }

    [Benchmark]
    public void RightTransposed()
    {
        var (m, n, k) = (Sizes[0], Sizes[1], Sizes[2]);
        MatrixProduct.MultiplyRightTransposed(new MatrixSpan(_left, m, k), new MatrixSpan(_right, n, k), new MatrixSpan(_result, m, n));
    }
}
