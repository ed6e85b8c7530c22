using BenchmarkDotNet.Attributes;
using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;

namespace Sweep.Bench;

/// <summary>The update alone of every listed optimizer: the 6,570 weights of the digits study's network.</summary>
[MemoryDiagnoser]
public class OptimizerBenchmarks
{
    private readonly Network _network = Network.Perceptron(64, [64, 32], new Relu(), 10);
    private IOptimizer _optimizer = null!;
    private OptimizerState _state = null!;
    private float[] _weights = [], _gradient = [];

    public IEnumerable<string> Optimizers => UpdateRules.Catalog.Names;

    [ParamsSource(nameof(Optimizers))]
    public string Optimizer { get; set; } = "";

    [GlobalSetup]
    public void Fill()
    {
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        _optimizer = UpdateRules.Catalog.Create(Optimizer);
        _state = new OptimizerState(_network.Tensors);
        _weights = Values.Floats(_network.WeightCount, random);
        _gradient = Values.Floats(_network.WeightCount, random);
    }

    [Benchmark]
    public void Update()
    {
        _state.Advance(1);
        _optimizer.Update(_weights, _gradient, _state, 1e-6);
    }
}
