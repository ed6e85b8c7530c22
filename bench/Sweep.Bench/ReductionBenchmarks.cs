using BenchmarkDotNet.Attributes;
using Sweep.Core.Numerics;

namespace Sweep.Bench;

/// <summary>The loops over whole buffers that are no products: sums over rows, moments, norms, scaling; 128 × 512.</summary>
public class ReductionBenchmarks
{
    private const int Rows = 128, Columns = 512;

    private readonly float[] _values = Values.Floats(Rows * Columns, new RandomStream(1, RandomPurpose.InitialWeights));
    private readonly float[] _result = new float[Rows * Columns];
    private readonly float[] _mean = new float[Columns];
    private readonly float[] _variance = new float[Columns];

    [Benchmark]
    public void SumRows() => Elementwise.SumRows(new MatrixSpan(_values, Rows, Columns), _mean);

    [Benchmark]
    public void ColumnMomentsOf() => ColumnMoments.Of(new MatrixSpan(_values, Rows, Columns), _mean, _variance);

    [Benchmark]
    public double Norm() => Elementwise.Norm(_values);

    [Benchmark]
    public bool IsFinite() => Elementwise.IsFinite(_values);

    [Benchmark]
    public void MultiplyAdd() => Elementwise.MultiplyAdd(0.5f, _values, _result);

    [Benchmark]
    public void MoveTowards() => Elementwise.MoveTowards(0.1f, _values, _result);

    [Benchmark]
    public void Standardize()
    {
        for (int row = 0; row < Rows; row++)
            Elementwise.Standardize(_values.AsSpan(row * Columns, Columns), _mean, _variance, _result.AsSpan(row * Columns, Columns));
    }
}
