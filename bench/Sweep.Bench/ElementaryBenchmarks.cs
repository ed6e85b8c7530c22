using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using Sweep.Core.Numerics;

namespace Sweep.Bench;

/// <summary>Our elementary functions on 4,096 floats; divide by that for the time of one.</summary>
public class ElementaryBenchmarks
{
    private const int Count = 4096;

    private readonly float[] _x = Values.Floats(Count, new RandomStream(1, RandomPurpose.InitialWeights));
    private readonly float[] _y = new float[Count];

    [Benchmark(Baseline = true)]
    public void Exp() => Elementwise.Apply<ExpOf>(_x, _y);

    [Benchmark]
    public void ExpMinusOne() => Elementwise.Apply<ExpMinusOneOf>(_x, _y);

    [Benchmark]
    public void LogOnePlus() => Elementwise.Apply<LogOnePlusOf>(_x, _y);

    [Benchmark]
    public void Erfc() => Elementwise.Apply<ErfcOf>(_x, _y);

    [Benchmark]
    public void Tanh() => Elementwise.Apply<TanhOf>(_x, _y);

    [Benchmark]
    public void Sigmoid() => Elementwise.Apply<SigmoidOf>(_x, _y);

    private readonly struct ExpOf : IElementFunction
    {
        public Vector256<float> Of(Vector256<float> x) => Elementary.Exp(x);
    }

    private readonly struct ExpMinusOneOf : IElementFunction
    {
        public Vector256<float> Of(Vector256<float> x) => Elementary.ExpMinusOne(x);
    }

    private readonly struct LogOnePlusOf : IElementFunction
    {
        public Vector256<float> Of(Vector256<float> x) => Elementary.LogOnePlus(x);
    }

    private readonly struct ErfcOf : IElementFunction
    {
        public Vector256<float> Of(Vector256<float> x) => Elementary.Erfc(x);
    }

    private readonly struct TanhOf : IElementFunction
    {
        public Vector256<float> Of(Vector256<float> x) => Elementary.Tanh(x);
    }

    private readonly struct SigmoidOf : IElementFunction
    {
        public Vector256<float> Of(Vector256<float> x) => Elementary.Sigmoid(x);
    }
}
