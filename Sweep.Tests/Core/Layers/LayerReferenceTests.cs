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

    /// <summary>The layers of the file that are built; the others are not built yet.</summary>
    private static readonly Dictionary<string, Func<JsonElement, ILayer>> _layers = new()
    {
        ["Linear"] = settings => new Dense { Units = settings.GetProperty("out").GetInt32(), Bias = settings.GetProperty("bias").GetBoolean() },
        ["ReLU"] = _ => new Relu(),
        ["Tanh"] = _ => new Tanh(),
        ["Sigmoid"] = _ => new Sigmoid(),
    };

    private static readonly ReferenceFile _file = ReferenceFile.Load("layers.json");

    public static TheoryData<string> Layers() => Ids(each => _layers.ContainsKey(Name(each)));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_gives_the_outputs_and_gradients_of_the_reference(string id)
    {
        var each = _file[id];
        var (input, expected) = (each.GetProperty("input"), each.GetProperty("expected"));
        var layer = _layers[Name(each)](each.GetProperty("params"));
        int[] shape = ReferenceFile.Integers(input.GetProperty("x_shape"));
        int rows = shape[..^1].Aggregate(1, (product, size) => product * size), inputs = shape[^1];
        int outputs = layer.Form(new Shape(inputs)).Output.Count;
        var bench = new LayerBench(layer, new Shape(inputs), rows)
        {
            Input = ReferenceFile.Floats(input.GetProperty("x")),
            Upstream = ReferenceFile.Floats(input.GetProperty("upstream")),
            Weights = Weights(each.GetProperty("weights"), layer.Form(new Shape(inputs)).WeightCount, inputs, outputs),
        };
        bench.Forward();
        bench.Backward();
        var (output, inputGradient, weightGradient) = (bench.Output, bench.InputGradient, bench.WeightGradient);

        AssertClose(ReferenceFile.Floats(expected.GetProperty("output")), output, "output");
        AssertClose(ReferenceFile.Floats(expected.GetProperty("grad_x")), inputGradient, "gradient of the input");
        if (expected.TryGetProperty("grad_weights", out var gradients))
        {
            float[] wanted = Weights(gradients, weightGradient.Length, inputs, outputs);
            AssertClose(wanted, weightGradient, "gradient of the weights");
        }
    }

    private static TheoryData<string> Ids(Func<JsonElement, bool> built) =>
        [.. _file.Cases.Where(built).Select(each => each.GetProperty("id").GetString()!)];

    private static string Name(JsonElement each) => each.TryGetProperty("layer", out var layer) ? layer.GetString()! : "";

    // PyTorch's Linear keeps its matrix as [outputs, inputs]; Dense as [inputs, outputs], then the biases.
    private static float[] Weights(JsonElement weights, int count, int inputs, int outputs)
    {
        var result = new float[count];
        if (!weights.TryGetProperty("weight", out var matrix))
            return result;

        float[] values = ReferenceFile.Floats(matrix);
        for (int i = 0; i < values.Length; i++)
            result[i % inputs * outputs + i / inputs] = values[i];
        if (weights.TryGetProperty("bias", out var bias))
            ReferenceFile.Floats(bias).CopyTo(result, values.Length);
        return result;
    }

    private static void AssertClose(float[] expected, float[] got, string what)
    {
        Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < expected.Length; i++)
            ReferenceFile.AssertClose(expected[i], got[i], Absolute, Relative, $"{what} [{i}]");
    }
}
