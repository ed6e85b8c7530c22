using BenchmarkDotNet.Attributes;
using Sweep.Core.Numerics;

namespace Sweep.Bench;

/// <summary>Products with sparse rows: 64 rows, 40 of 10,000 columns set in each, as in the sparse model of bench/peers.</summary>
public class SparseProductBenchmarks
{
    private const int Rows = 64, SetPerRow = 40, Columns = 10_000;

    private readonly int[] _offsets = [.. Enumerable.Range(0, Rows + 1).Select(row => row * SetPerRow)];
    private int[] _columns = [];
    private float[] _values = [], _weights = [], _result = [], _gradient = [];

    [Params(1, 64)]
    public int Units { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        _columns = [.. Enumerable.Range(0, Rows * SetPerRow).Select(_ => random.NextInt(Columns))];
        _values = Values.Floats(Rows * SetPerRow, random);
        _weights = Values.Floats(Columns * Units, random);
        _result = Values.Floats(Rows * Units, random);
        _gradient = new float[Columns * Units];
    }

    [Benchmark]
    public void Multiply() => SparseProduct.Multiply(
        Sparse(), new MatrixSpan(_weights, Columns, Units), new MatrixSpan(_result, Rows, Units), accumulate: false);

    [Benchmark]
    public void LeftTransposed() => SparseProduct.MultiplyLeftTransposed(
        Sparse(), new MatrixSpan(_result, Rows, Units), new MatrixSpan(_gradient, Columns, Units));

    private SparseRows Sparse() => new(_offsets, _columns, _values, Columns);
}
