using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>Every listed layer in the settings and on the shapes that the contract tries: odd sizes, batches of 1.</summary>
internal static class LayerSamples
{
    /// <summary>The name that a theory shows, the layer, and the shape of a row.</summary>
    public static readonly IReadOnlyDictionary<string, (ILayer Layer, Shape Input)> All = Make();

    public static TheoryData<string, int> WithRows()
    {
        var data = new TheoryData<string, int>();
        foreach (string name in All.Keys)
        {
            foreach (int rows in new[] { 1, 2, 7 })
                data.Add(name, rows);
        }
        return data;
    }

    /// <summary>Inputs on which a layer is smooth: no step of a finite difference goes over a kink.</summary>
    public static float[] Inputs(ILayer layer, int count) => layer switch
    {
        Embedding embedding => Array.ConvertAll(Sample.Floats(count), value => MathF.Floor((value + 1) / 2 * embedding.Count)),
        // All values apart: their order by size, in steps of 0.03.
        MaxPool or MaxPool1D => [.. Sample.Floats(count).Index().OrderBy(each => each.Item).Select((each, place) => (each.Index, place))
            .OrderBy(each => each.Index).Select(each => 0.03f * (each.place - count / 2))],
        // A rectifier has no derivative at 0.
        _ => Array.ConvertAll(Sample.Floats(count), value => value + MathF.CopySign(0.05f, value)),
    };

    private static Dictionary<string, (ILayer, Shape)> Make()
    {
        var samples = new Dictionary<string, (ILayer, Shape)>();
        foreach (string name in Activations.Catalog.Names)
        {
            foreach (int width in new[] { 1, 5, 8, 17, 31 })
                samples.Add($"{name} {width}", (Activations.Catalog.Create(name), new Shape(width)));
        }
        foreach (int width in new[] { 1, 5, 8, 17, 31 })
            samples.Add($"dense {width}", (new Dense { Units = 13 }, new Shape(width)));
        samples.Add("dense of steps", (new Dense { Units = 3, Bias = false }, new Shape(4, 5)));
        samples.Add("leaky_relu of a steep slope", (new LeakyRelu { Slope = 0.3 }, new Shape(9)));
        samples.Add("elu of another alpha", (new Elu { Alpha = 0.5 }, new Shape(9)));
        samples.Add("gelu by tanh", (new Gelu { Approximate = true }, new Shape(9)));
        samples.Add("softmax of pixels", (new Softmax(), new Shape(2, 3, 4)));
        samples.Add("log_softmax of pixels", (new LogSoftmax(), new Shape(2, 3, 4)));
        samples.Add("flatten", (new Flatten(), new Shape(3, 2, 5)));

        samples.Add("convolution", (new Convolution { Channels = 3, Kernel = 3 }, new Shape(5, 4, 2)));
        samples.Add("convolution of one pixel", (new Convolution { Channels = 17, Kernel = 1, Bias = false }, new Shape(1, 1, 3)));
        samples.Add("convolution with strides", (
            new Convolution { Channels = 2, Kernel = (3, 2), Stride = (2, 1), Padding = (1, 0) }, new Shape(6, 5, 2)));
        samples.Add("convolution dilated", (new Convolution { Channels = 2, Kernel = 3, Padding = 2, Dilation = 2 }, new Shape(4, 5, 1)));
        samples.Add("convolution in groups", (new Convolution { Channels = 6, Kernel = 2, Padding = 1, Groups = 2 }, new Shape(3, 4, 4)));
        samples.Add("convolution of each channel", (
            new Convolution { Channels = 6, Kernel = (2, 1), Groups = 3, Bias = false }, new Shape(3, 2, 3)));
        samples.Add("convolution_1d", (new Convolution1D { Channels = 3, Kernel = 3, Stride = 2, Padding = 1 }, new Shape(7, 2)));
        samples.Add("convolution_1d dilated in groups", (
            new Convolution1D { Channels = 4, Kernel = 2, Dilation = 3, Groups = 2, Bias = false }, new Shape(6, 2)));

        samples.Add("max_pool", (new MaxPool { Size = 2 }, new Shape(5, 4, 3)));
        samples.Add("max_pool overlapping", (new MaxPool { Size = (3, 2), Stride = (1, 2), Padding = 1 }, new Shape(4, 5, 2)));
        samples.Add("average_pool", (new AveragePool { Size = 2 }, new Shape(5, 4, 3)));
        samples.Add("average_pool overlapping", (new AveragePool { Size = 3, Stride = (1, 2), Padding = (1, 0) }, new Shape(4, 5, 2)));
        samples.Add("average_pool of the image", (
            new AveragePool { Size = 3, Stride = 2, Padding = 1, CountIncludePad = false }, new Shape(4, 5, 17)));
        samples.Add("max_pool_1d", (new MaxPool1D { Size = 2 }, new Shape(5, 3)));
        samples.Add("max_pool_1d overlapping", (new MaxPool1D { Size = 3, Stride = 1, Padding = 1 }, new Shape(4, 2)));
        samples.Add("average_pool_1d", (new AveragePool1D { Size = 2 }, new Shape(5, 3)));
        samples.Add("average_pool_1d of the sequence", (
            new AveragePool1D { Size = 3, Stride = 2, Padding = 1, CountIncludePad = false }, new Shape(6, 17)));
        samples.Add("global_average_pool", (new GlobalAveragePool(), new Shape(3, 5, 2)));
        samples.Add("global_average_pool of steps", (new GlobalAveragePool(), new Shape(4, 9)));

        samples.Add("embedding", (new Embedding { Count = 5, Dimension = 3 }, new Shape(4)));
        samples.Add("embedding_bag", (new EmbeddingBag { Dimension = 3 }, new Shape(7)));
        samples.Add("embedding_bag summed", (new EmbeddingBag { Dimension = 9, Mode = BagMode.Sum }, new Shape(4)));

        // A large epsilon: where a variance is small beside it, finite differences are far off.
        samples.Add("batch_normalization", (new BatchNormalization { Epsilon = 0.5 }, new Shape(5)));
        samples.Add("batch_normalization of pixels", (new BatchNormalization { Epsilon = 0.5, Momentum = 0.3 }, new Shape(2, 3, 17)));
        samples.Add("layer_normalization", (new LayerNormalization { Epsilon = 0.5 }, new Shape(9)));
        samples.Add("layer_normalization of pixels", (new LayerNormalization { Epsilon = 0.5, Dimensions = 1 }, new Shape(2, 3, 4)));
        samples.Add("layer_normalization of lines", (new LayerNormalization { Epsilon = 0.5, Dimensions = 2 }, new Shape(2, 3, 4)));

        foreach (int width in new[] { 1, 2, 3, 4, 17 })
            samples.Add($"dropout {width}", (new Dropout { Rate = 0.3 }, new Shape(width)));
        samples.Add("dropout of nothing", (new Dropout { Rate = 0 }, new Shape(3, 3)));
        foreach (var (name, layer) in Recurrent())
        {
            foreach (var shape in new[] { new Shape(1, 1), new Shape(1, 5), new Shape(4, 3) })
                samples.Add($"{name} {shape}", (layer, shape));
        }
        return samples;
    }

    // Without rectifiers, whose sums come too near to 0 for differences; SimpleRecurrentTests has them.
    private static IEnumerable<(string Name, ILayer Layer)> Recurrent()
    {
        foreach (bool sequence in new[] { false, true })
        {
            string output = sequence ? "sequence" : "last";
            yield return ($"simple_recurrent {output}", new SimpleRecurrent { Units = 9, Sequence = sequence });
            yield return ($"gru {output}", new Gru { Units = 9, Sequence = sequence });
            yield return ($"lstm {output}", new Lstm { Units = 9, Sequence = sequence });
            yield return ($"stacked gru of one unit {output}", new Gru { Units = 1, Layers = 3, Sequence = sequence });
            yield return ($"stacked lstm {output}", new Lstm { Units = 5, Layers = 2, Sequence = sequence });
            yield return ($"stacked simple_recurrent {output}", new SimpleRecurrent { Units = 4, Layers = 2, Sequence = sequence });
        }
    }
}
