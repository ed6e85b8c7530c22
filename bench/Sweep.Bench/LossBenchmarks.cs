using BenchmarkDotNet.Attributes;
using Sweep.Core.Contracts;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;

namespace Sweep.Bench;

/// <summary>Every listed loss with its gradient, at batch 32: of ten classes where it takes them, else of one number.</summary>
[MemoryDiagnoser]
public class LossBenchmarks
{
    private const int Rows = 32, Classes = 10;

    private ILoss _loss = null!;
    private float[] _predictions = [], _targets = [], _gradient = [];
    private int _columns;

    public IEnumerable<string> Losses => LossFunctions.Catalog.Names;

    [ParamsSource(nameof(Losses))]
    public string Loss { get; set; } = "";

    [GlobalSetup]
    public void Fill()
    {
        _loss = LossFunctions.Catalog.Create(Loss);
        _columns = _loss.Target == TargetKind.Classes ? Classes : 1;
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        _predictions = Values.Floats(Rows * _columns, random);
        _targets = _columns == 1 ? Values.Integers(Rows, 2, random) : new float[Rows * _columns];
        for (int row = 0; row < Rows && _columns > 1; row++)
            _targets[row * _columns + random.NextInt(_columns)] = 1;
        _gradient = new float[Rows * _columns];
    }

    [Benchmark]
    public double Evaluate() => _loss.Evaluate(
        new MatrixSpan(_predictions, Rows, _columns), new MatrixSpan(_targets, Rows, _columns), new MatrixSpan(_gradient, Rows, _columns));
}
