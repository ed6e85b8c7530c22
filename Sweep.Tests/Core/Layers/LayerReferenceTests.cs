using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Tests.Contracts;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Core.Layers;

public class LayerReferenceTests
{
    // What a core in single precision is asked for, by the file's description.
    private const double Absolute = 2e-5;
    private const double Relative = 2e-4;

    /// <summary>The layers of the file, by PyTorch's names.</summary>
    private static readonly Dictionary<string, Func<JsonElement, ILayer>> _layers = new()
    {
        ["AvgPool2d"] = settings => new AveragePool
        {
            Size = Pair(settings, "kernel"),
            Stride = Pair(settings, "stride"),
            Padding = Pair(settings, "padding"),
            CountIncludePad = settings.GetProperty("count_include_pad").GetBoolean(),
        },
        ["BatchNorm1d"] = BatchNormalization,
        ["BatchNorm2d"] = BatchNormalization,
        ["Conv1d"] = settings => new Convolution1D
        {
            Channels = settings.GetProperty("out_channels").GetInt32(),
            Kernel = settings.GetProperty("kernel").GetInt32(),
            Stride = settings.GetProperty("stride").GetInt32(),
            Padding = settings.GetProperty("padding").GetInt32(),
            Bias = settings.GetProperty("bias").GetBoolean(),
        },
        ["Conv2d"] = settings => new Convolution
        {
            Channels = settings.GetProperty("out_channels").GetInt32(),
            Kernel = Pair(settings, "kernel"),
            Stride = Pair(settings, "stride"),
            Padding = Pair(settings, "padding"),
            Dilation = Pair(settings, "dilation"),
            Groups = settings.TryGetProperty("groups", out var groups) ? groups.GetInt32() : 1,
            Bias = settings.GetProperty("bias").GetBoolean(),
        },
        ["ELU"] = settings => new Elu { Alpha = settings.GetProperty("alpha").GetDouble() },
        ["Embedding"] = settings => new Embedding
        {
            Count = settings.GetProperty("num").GetInt32(),
            Dimension = settings.GetProperty("dim").GetInt32(),
            PaddingIndex = settings.TryGetProperty("padding_idx", out var index) ? index.GetInt32() : null,
        },
        ["EmbeddingBag"] = settings => new EmbeddingBag
        {
            Dimension = settings.GetProperty("dim").GetInt32(),
            Mode = Enum.Parse<BagMode>(settings.GetProperty("mode").GetString()!, ignoreCase: true),
        },
        ["Flatten"] = _ => new Flatten(),
        ["GELU"] = settings => new Gelu { Approximate = settings.GetProperty("approximate").GetString() == "tanh" },
        ["GlobalAvgPool2d"] = _ => new GlobalAveragePool(),
        ["Hardswish"] = _ => new HardSwish(),
        ["LayerNorm"] = settings => new LayerNormalization
        {
            Dimensions = settings.GetProperty("normalized_shape").GetArrayLength(),
            Epsilon = settings.GetProperty("eps").GetDouble(),
        },
        ["LeakyReLU"] = settings => new LeakyRelu { Slope = settings.GetProperty("negative_slope").GetDouble() },
        ["Linear"] = settings => new Dense { Units = settings.GetProperty("out").GetInt32(), Bias = settings.GetProperty("bias").GetBoolean() },
        ["LogSoftmax"] = _ => new LogSoftmax(),
        ["MaxPool2d"] = settings => new MaxPool
        {
            Size = Pair(settings, "kernel"),
            Stride = Pair(settings, "stride"),
            Padding = Pair(settings, "padding"),
        },
        ["Mish"] = _ => new Mish(),
        ["ReLU"] = _ => new Relu(),
        ["SELU"] = _ => new Selu(),
        ["SiLU"] = _ => new Silu(),
        ["Sigmoid"] = _ => new Sigmoid(),
        ["Softmax"] = _ => new Softmax(),
        ["Softplus"] = _ => new Softplus(),
        ["Tanh"] = _ => new Tanh(),
    };

    /// <summary>Those whose tensors have the channels before height and width, or before the steps.</summary>
    private static readonly string[] _channelsFirst = ["AvgPool2d", "BatchNorm2d", "Conv1d", "Conv2d", "GlobalAvgPool2d", "MaxPool2d"];

    /// <summary>Layers of the file that are not tried, and why.</summary>
    private static readonly Dictionary<string, string> _leftOutLayers = new()
    {
        ["GRU"] = "RecurrentReferenceTests has those of several tensors and states",
        ["LSTM"] = "RecurrentReferenceTests has those of several tensors and states",
        ["RNN"] = "RecurrentReferenceTests has those of several tensors and states",
    };

    private static readonly ReferenceFile _file = ReferenceFile.Load("layers.json");

    // What takes an input is a layer; losses take predictions, and clipping takes gradients.
    public static TheoryData<string> Layers() =>
        Ids(each => each.GetProperty("input").TryGetProperty("x", out _) && !_leftOutLayers.ContainsKey(Name(each)));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_gives_the_outputs_and_gradients_of_the_reference(string id)
    {
        var each = _file[id];
        var (input, expected, settings) = (each.GetProperty("input"), each.GetProperty("expected"), each.GetProperty("params"));
        Assert.True(_layers.ContainsKey(Name(each)), $"There is no layer for {Name(each)}: build it, or say why it is left out.");
        var layer = _layers[Name(each)](settings);
        bool channelsFirst = _channelsFirst.Contains(Name(each));
        bool training = !settings.TryGetProperty("mode", out var mode) || mode.GetString() == "train";
        int[] inputShape = ReferenceFile.Integers(input.GetProperty("x_shape")), outputShape = ReferenceFile.Integers(expected.GetProperty("output_shape"));
        int rows = outputShape[0];
        var bag = layer is EmbeddingBag ? Bag(settings, input) : null;
        var shape = bag is null ? new Shape(ChannelsLast(inputShape[1..], channelsFirst)) : new Shape(bag.Rows.ColumnCount);
        var tensors = layer.Form(shape).Weights;
        var bench = new LayerBench(layer, shape, rows)
        {
            Input = Values(input.GetProperty("x"), inputShape),
            Sparse = bag,
            Upstream = Values(input.GetProperty("upstream"), outputShape),
            Weights = each.TryGetProperty("weights", out var weights) ? Weights(weights, tensors) : [],
            Statistics = Statistics(input),
            Training = training,
        };
        bench.Forward();

        AssertClose(Values(expected.GetProperty("output"), outputShape), bench.Output, "output");
        if (bench.Statistics.Length > 0)
            AssertClose(Statistics(training ? expected : input), bench.Statistics, "statistics");
        // Nothing is learned while a network is judged, so there are no gradients.
        if (!training)
            return;

        bench.Backward();
        if (expected.TryGetProperty("grad_x", out var gradient))
            AssertClose(Values(gradient, inputShape), bench.InputGradient, "gradient of the input");
        if (expected.TryGetProperty("grad_weights", out var gradients))
            AssertClose(Weights(gradients, tensors), bench.WeightGradient, "gradient of the weights");

        float[] Values(JsonElement tensor, int[] sizes) =>
            channelsFirst ? MoveLast(ReferenceFile.Floats(tensor), sizes, axis: 1) : ReferenceFile.Floats(tensor);
    }

    private static TheoryData<string> Ids(Func<JsonElement, bool> built) =>
        [.. _file.Cases.Where(built).Select(each => each.GetProperty("id").GetString()!)];

    private static string Name(JsonElement each) => each.TryGetProperty("layer", out var layer) ? layer.GetString()! : "";

    private static BatchNormalization BatchNormalization(JsonElement settings) => new()
    {
        Epsilon = settings.GetProperty("eps").GetDouble(),
        Momentum = settings.GetProperty("momentum").GetDouble(),
    };

    private static Pair Pair(JsonElement settings, string name) => ReferenceFile.Integers(settings.GetProperty(name)) switch
    {
        [var both] => both,
        [var height, var width] => (height, width),
        var other => throw new ArgumentException($"{name} has {other.Length} numbers."),
    };

    // PyTorch's bags are lists of ids, one after another; here they are rows of ones.
    private static SparseRowsOfTest Bag(JsonElement settings, JsonElement input)
    {
        int[] ids = ReferenceFile.Integers(input.GetProperty("x"));
        int[] offsets = [.. ReferenceFile.Integers(settings.GetProperty("offsets")), ids.Length];
        return new SparseRowsOfTest(offsets, ids, Array.ConvertAll(ids, _ => 1f), settings.GetProperty("num").GetInt32());
    }

    private static float[] Statistics(JsonElement values) => values.TryGetProperty("running_mean", out var mean)
        ? [.. ReferenceFile.Floats(mean), .. ReferenceFile.Floats(values.GetProperty("running_var"))]
        : [];

    // PyTorch's kernels are [outputs, inputs, height, width]; ours are [height, width, inputs, outputs]. Then come the biases.
    private static float[] Weights(JsonElement weights, IReadOnlyList<WeightTensor> tensors)
    {
        if (tensors.Count == 0)
            return [];
        float[] values = ReferenceFile.Floats(weights.GetProperty("weight"));
        if (tensors[0].Role == WeightRole.Kernel)
        {
            int[] sizes = Sizes(weights.GetProperty("weight"));
            values = MoveLast(MoveLast(values, sizes, axis: 1), ChannelsLast(sizes, true, from: 1), axis: 0);
        }
        return [.. values, .. weights.TryGetProperty("bias", out var bias) ? ReferenceFile.Floats(bias) : []];
    }

    private static int[] Sizes(JsonElement tensor) =>
        tensor.ValueKind == JsonValueKind.Array ? [tensor.GetArrayLength(), .. Sizes(tensor[0])] : [];

    private static int[] ChannelsLast(int[] sizes, bool channelsFirst, int from = 0) =>
        channelsFirst ? [.. sizes[..from], .. sizes[(from + 1)..], sizes[from]] : sizes;

    // The values of a tensor with one of its dimensions moved to the end.
    private static float[] MoveLast(float[] values, int[] sizes, int axis)
    {
        int inner = sizes[(axis + 1)..].Aggregate(1, (product, size) => product * size), moved = sizes[axis];
        return [.. Enumerable.Range(0, values.Length).Select(place =>
        {
            int outer = place / (inner * moved), rest = place % (inner * moved);
            return values[(outer * moved + rest % moved) * inner + rest / moved];
        })];
    }

    private static void AssertClose(float[] expected, float[] got, string what)
    {
        Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < expected.Length; i++)
            ReferenceFile.AssertClose(expected[i], got[i], Absolute, Relative, $"{what} [{i}]");
    }
}
