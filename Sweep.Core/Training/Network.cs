using Sweep.Core.Contracts;
using Sweep.Core.Initializers;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>Layers one after another, over one flat buffer of weights. It holds no weights itself.</summary>
public sealed class Network
{
    private readonly int[] _weights;
    private readonly int[] _statistics;

    /// <summary>Joins layers.</summary>
    /// <param name="input">The shape of a row before the first layer.</param>
    /// <param name="layers">At least one layer.</param>
    /// <param name="initializer">Where weights start; PyTorch's defaults if this is null.</param>
    /// <param name="sparse">Whether rows are sparse: the first layer must be one that takes them.</param>
    /// <exception cref="ArgumentException">A layer can't take what comes before it; the message names its position, from 1, and the shape.</exception>
    public Network(Shape input, IReadOnlyList<ILayer> layers, IInitializer? initializer = null, bool sparse = false)
    {
        Check.AtLeast(1, layers.Count, nameof(layers));
        if (sparse && layers[0] is not ITakesSparseRows)
            throw new ArgumentException($"Layer 1, {layers[0]}: it can't take sparse rows. Begin with a dense layer or an embedding bag.");
        (Layers, Initializer, IsSparse) = (layers, initializer ?? new Torch(), sparse);
        var shapes = new List<Shape> { input };
        var forms = new List<LayerForm>();
        var tensors = new List<WeightTensor>();
        var statistics = new List<float>();
        _weights = new int[layers.Count + 1];
        _statistics = new int[layers.Count + 1];
        for (int layer = 0; layer < layers.Count; layer++)
        {
            var form = FormOf(layer, layers[layer], shapes[^1]);
            forms.Add(form);
            shapes.Add(form.Output);
            int offset = _weights[layer];
            foreach (var tensor in form.Weights)
            {
                tensors.Add(tensor with { Offset = offset });
                offset = checked(offset + tensor.Count);
            }
            statistics.AddRange(form.Statistics);
            (_weights[layer + 1], _statistics[layer + 1]) = (offset, statistics.Count);
        }
        (Shapes, Forms, Tensors, Statistics) = (shapes, forms, tensors, statistics);
    }

    /// <summary>The layers, from input to output.</summary>
    public IReadOnlyList<ILayer> Layers { get; }

    /// <summary>What each layer makes of the one before it.</summary>
    public IReadOnlyList<LayerForm> Forms { get; }

    /// <summary>The shape of a row before the first layer and after each one.</summary>
    public IReadOnlyList<Shape> Shapes { get; }

    /// <summary>All tensors of weights, layer by layer.</summary>
    public IReadOnlyList<WeightTensor> Tensors { get; }

    /// <summary>What layers learn without a gradient, as it is before training.</summary>
    public IReadOnlyList<float> Statistics { get; }

    /// <summary>Where weights start.</summary>
    public IInitializer Initializer { get; }

    /// <summary>Whether rows are sparse.</summary>
    public bool IsSparse { get; }

    /// <summary>The shape of a row before the first layer.</summary>
    public Shape Input => Shapes[0];

    /// <summary>Values of a row after the last layer.</summary>
    public int Outputs => Shapes[^1].Count;

    /// <summary>Weights of all layers.</summary>
    public int WeightCount => _weights[^1];

    /// <summary>A multi-layer perceptron: dense layers with an activation after each hidden one, logits at the end.</summary>
    /// <param name="inputs">Number of features.</param>
    /// <param name="hidden">Units of each hidden layer; none makes a linear model.</param>
    /// <param name="activation">Applied after each hidden layer.</param>
    /// <param name="outputs">Number of outputs.</param>
    public static Network Perceptron(int inputs, IReadOnlyList<int> hidden, ILayer activation, int outputs) => new(
        new Shape(inputs),
        [.. hidden.SelectMany(units => new[] { new Dense { Units = units }, activation }), new Dense { Units = outputs }]);

    /// <summary>The slice of a buffer (of weights or of their gradient) that belongs to a layer.</summary>
    public Range WeightsOf(int layer) => _weights[layer].._weights[layer + 1];

    /// <summary>The slice of the layers' statistics that belongs to a layer.</summary>
    public Range StatisticsOf(int layer) => _statistics[layer].._statistics[layer + 1];

    /// <summary>Writes the weights to start from, tensor by tensor.</summary>
    public void Initialize(Span<float> weights, RandomStream random)
    {
        foreach (var tensor in Tensors)
        {
            var values = weights[tensor.Range];
            Initializer.Fill(values, tensor, random);
            if (tensor.ZeroRow is { } row)
                values.Slice(row * tensor.Columns, tensor.Columns).Clear();
        }
    }

    private static LayerForm FormOf(int position, ILayer layer, Shape input)
    {
        try
        {
            return layer.Form(input);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"Layer {position + 1}, {layer}: {error.Message}", error);
        }
        catch (OverflowException error)
        {
            throw new ArgumentException($"Layer {position + 1}, {layer}: it would take more values of {input} than memory can hold.", error);
        }
    }
}
