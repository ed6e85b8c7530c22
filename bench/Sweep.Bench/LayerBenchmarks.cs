using BenchmarkDotNet.Attributes;
using Sweep.Core.Contracts;
using Sweep.Core.Initializers;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;

namespace Sweep.Bench;

/// <summary>Every listed layer, forward and backward, at a size of the models that bench/peers trains: 64 rows.</summary>
[MemoryDiagnoser]
public class LayerBenchmarks
{
    private const int Rows = 64;

    private ILayer _layer = null!;
    private Shape _shape = null!;
    private LayerForm _form = null!;
    private float[] _input = [], _weights = [], _statistics = [], _memory = [], _output = [], _upstream = [], _weightGradient = [], _inputGradient = [];

    public IEnumerable<string> Layers => NetworkLayers.Catalog.Names;

    [ParamsSource(nameof(Layers))]
    public string Layer { get; set; } = "";

    [GlobalSetup]
    public void Fill()
    {
        (_layer, _shape) = Sample(Layer);
        _form = _layer.Form(_shape);
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        _input = Layer == "embedding" ? Values.Integers(Rows * _shape.Count, 1000, random) : Values.Floats(Rows * _shape.Count, random);
        _weights = new float[_form.WeightCount];
        int offset = 0;
        foreach (var tensor in _form.Weights)
        {
            new Torch().Fill(_weights.AsSpan(offset, tensor.Count), tensor, random);
            offset += tensor.Count;
        }
        _statistics = [.. _form.Statistics];
        _memory = new float[Rows * _form.MemoryPerRow + _form.MemoryPerBatch];
        _output = new float[Rows * _form.Output.Count];
        _upstream = Values.Floats(_output.Length, random);
        _weightGradient = new float[_weights.Length];
        _inputGradient = new float[_input.Length];
        Forward();
    }

    [Benchmark]
    public void Forward() => _layer.Forward(new ForwardPass
    {
        InputShape = _shape,
        Input = new MatrixSpan(_input, Rows, _shape.Count),
        Weights = _weights,
        Statistics = _statistics,
        Memory = _memory,
        Training = true,
        Random = new StepRandom((1, 2), 3, 4),
        Output = new MatrixSpan(_output, Rows, _form.Output.Count),
    });

    [Benchmark]
    public void Backward() => _layer.Backward(new BackwardPass
    {
        InputShape = _shape,
        Input = new MatrixSpan(_input, Rows, _shape.Count),
        Output = new MatrixSpan(_output, Rows, _form.Output.Count),
        Weights = _weights,
        Memory = _memory,
        Random = new StepRandom((1, 2), 3, 4),
        OutputGradient = new MatrixSpan(_upstream, Rows, _form.Output.Count),
        WeightGradient = _weightGradient,
        InputGradient = new MatrixSpan(_inputGradient, Rows, _shape.Count),
    });

    // Settings for those that have required ones, and the shape that each takes.
    private static (ILayer Layer, Shape Shape) Sample(string name) => name switch
    {
        "average_pool" => (new AveragePool { Size = 2 }, new Shape(28, 28, 16)),
        "average_pool_1d" => (new AveragePool1D { Size = 2 }, new Shape(32, 64)),
        "batch_normalization" => (new BatchNormalization(), new Shape(14, 14, 32)),
        "convolution" => (new Convolution { Channels = 32, Kernel = 3, Padding = 1 }, new Shape(14, 14, 16)),
        "convolution_1d" => (new Convolution1D { Channels = 64, Kernel = 3, Padding = 1 }, new Shape(32, 8)),
        "dense" => (new Dense { Units = 512 }, new Shape(512)),
        "embedding" => (new Embedding { Count = 1000, Dimension = 64 }, new Shape(32)),
        "embedding_bag" => (new EmbeddingBag { Dimension = 64 }, new Shape(1000)),
        "flatten" => (new Flatten(), new Shape(7, 7, 32)),
        "global_average_pool" => (new GlobalAveragePool(), new Shape(14, 14, 32)),
        "gru" => (new Gru { Units = 64 }, new Shape(32, 8)),
        "lstm" => (new Lstm { Units = 64 }, new Shape(32, 8)),
        "max_pool" => (new MaxPool { Size = 2 }, new Shape(28, 28, 16)),
        "max_pool_1d" => (new MaxPool1D { Size = 2 }, new Shape(32, 64)),
        "simple_recurrent" => (new SimpleRecurrent { Units = 64 }, new Shape(32, 8)),
        "softmax" or "log_softmax" => (NetworkLayers.Catalog.Create(name), new Shape(10)),
        _ => (NetworkLayers.Catalog.Create(name), new Shape(512)),
    };
}
