using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>Layers one after another, over one flat buffer of weights. It holds no weights itself.</summary>
public sealed class Network
{
    private readonly int[] _offsets;

    /// <summary>Joins layers.</summary>
    /// <param name="inputs">Values of a row before the first layer.</param>
    /// <param name="layers">At least one layer.</param>
    public Network(int inputs, IReadOnlyList<ILayer> layers)
    {
        Check.AtLeast(1, inputs);
        Check.AtLeast(1, layers.Count, nameof(layers));
        Layers = layers;
        var widths = new int[layers.Count + 1];
        _offsets = new int[layers.Count + 1];
        widths[0] = inputs;
        for (int layer = 0; layer < layers.Count; layer++)
        {
            widths[layer + 1] = layers[layer].Outputs(widths[layer]);
            _offsets[layer + 1] = checked(_offsets[layer] + layers[layer].WeightCount(widths[layer]));
        }
        Widths = widths;
    }

    /// <summary>The layers, from input to output.</summary>
    public IReadOnlyList<ILayer> Layers { get; }

    /// <summary>Values of a row before the first layer and after each one.</summary>
    public IReadOnlyList<int> Widths { get; }

    /// <summary>Values of a row before the first layer.</summary>
    public int Inputs => Widths[0];

    /// <summary>Values of a row after the last layer.</summary>
    public int Outputs => Widths[^1];

    /// <summary>Weights of all layers.</summary>
    public int WeightCount => _offsets[^1];

    /// <summary>A multi-layer perceptron: dense layers with an activation after each hidden one, logits at the end.</summary>
    /// <param name="inputs">Number of features.</param>
    /// <param name="hidden">Units of each hidden layer; none makes a linear model.</param>
    /// <param name="activation">Applied after each hidden layer.</param>
    /// <param name="outputs">Number of outputs.</param>
    public static Network Perceptron(int inputs, IReadOnlyList<int> hidden, ILayer activation, int outputs)
    {
        var layers = new List<ILayer>();
        foreach (int units in hidden)
        {
            layers.Add(new Dense { Units = units });
            layers.Add(activation);
        }
        layers.Add(new Dense { Units = outputs });
        return new Network(inputs, layers);
    }

    /// <summary>The slice of a buffer (of weights or of their gradient) that belongs to a layer.</summary>
    public Range WeightsOf(int layer) => _offsets[layer].._offsets[layer + 1];

    /// <summary>Writes the weights to start from, layer by layer.</summary>
    public void Initialize(Span<float> weights, RandomStream random)
    {
        for (int layer = 0; layer < Layers.Count; layer++)
            Layers[layer].Initialize(weights[WeightsOf(layer)], Widths[layer], random);
    }
}
