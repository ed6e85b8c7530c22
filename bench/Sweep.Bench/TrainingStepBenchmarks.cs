using BenchmarkDotNet.Attributes;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;

namespace Sweep.Bench;

/// <summary>One step of the digits study's network (64-64-32-10, ReLU) at batch 32, for every optimizer.</summary>
[MemoryDiagnoser]
public class TrainingStepBenchmarks
{
    private const int Rows = 1437, Features = 64, Classes = 10, Batch = 32;

    private readonly Learner _learner = new(Network.Perceptron(Features, [64, 32], new Relu(), Classes), Batch);
    private readonly int[] _rows = [.. Enumerable.Range(0, Rows)];
    private readonly CrossEntropy _loss = new();
    private Dataset _data = null!;
    private Standardizer _scaler = null!;
    private IOptimizer _optimizer = null!;
    private int _next;

    public IEnumerable<string> Optimizers => UpdateRules.Catalog.Names;

    [ParamsSource(nameof(Optimizers))]
    public string Optimizer { get; set; } = "";

    [GlobalSetup]
    public void Fill()
    {
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        float[] features = [.. Enumerable.Range(0, Rows * Features).Select(_ => (float)random.NextInt(17))];
        var targets = new float[Rows * Classes];
        for (int row = 0; row < Rows; row++)
            targets[row * Classes + random.NextInt(Classes)] = 1;
        _data = new Dataset(
            [.. Enumerable.Range(0, Features).Select(i => $"x{i}")], features, TargetKind.Classes, targets, [.. Enumerable.Range(0, Classes).Select(i => $"{i}")]);
        _scaler = Standardizer.Fit(_data, _rows);
        _optimizer = UpdateRules.Catalog.Create(Optimizer);
        _learner.Restart(random, random);
    }

    [Benchmark]
    public double Step()
    {
        _next = (_next + Batch) % (Rows - Batch);
        return _learner.Step(_data, _rows.AsSpan(_next, Batch), _scaler, _loss, _optimizer, 1e-6);
    }
}
