using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Core.Layers;

/// <summary>Every recurrent case of the reference: from given states, with a loss that depends on final states, too.</summary>
public class RecurrentReferenceTests
{
    // What a core in single precision is asked for, by the file's description.
    private const double Absolute = 2e-5;
    private const double Relative = 2e-4;

    private static readonly string[] _names = ["RNN", "GRU", "LSTM"];

    private static readonly ReferenceFile _file = ReferenceFile.Load("layers.json");

    public static TheoryData<string> Cases() => [.. _file.Cases
        .Where(each => each.TryGetProperty("layer", out var layer) && _names.Contains(layer.GetString()))
        .Select(each => each.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_states_and_gradients_are_those_of_the_reference(string id)
    {
        var each = _file[id];
        var (settings, input, expected) = (each.GetProperty("params"), each.GetProperty("input"), each.GetProperty("expected"));
        var layer = LayerOf(each.GetProperty("layer").GetString()!, settings);
        int[] sizes = ReferenceFile.Integers(input.GetProperty("x_shape"));
        int rows = sizes[0];
        var shape = new Shape(sizes[1], sizes[2]);
        var form = layer.Form(shape);
        float[] x = Floats(input, "x"), upstream = Floats(input, "upstream"), weights = Weights(each.GetProperty("weights"), layer.Layers);
        float[] memory = new float[rows * form.MemoryPerRow + form.MemoryPerBatch], output = new float[upstream.Length];
        float[] weightGradient = new float[form.WeightCount], inputGradient = new float[x.Length];
        float[] hiddenGradient = new float[layer.Layers * rows * layer.Units], cellGradient = new float[hiddenGradient.Length];
        Assert.Equal(form.WeightCount, weights.Length);

        layer.Forward(
            new ForwardPass
            {
                InputShape = shape,
                Input = new MatrixSpan(x, rows, shape.Count),
                Weights = weights,
                Memory = memory,
                Output = new MatrixSpan(output, rows, form.Output.Count),
            },
            new RecurrentStates { Hidden = Floats(input, "h0"), Cell = Floats(input, "c0") });

        AssertClose(expected, "output", output);
        var states = new RecurrentMemory(layer, memory, shape, rows);
        float[] hidden = [], cell = [];
        for (int number = 0; number < layer.Layers; number++)
        {
            hidden = [.. hidden, .. states.At(states.Hidden(number), shape[0]).Values];
            if (layer.HasCellState)
                cell = [.. cell, .. states.At(states.Cell(number), shape[0]).Values];
        }
        AssertClose(expected, "hn", hidden);

        layer.Backward(
            new BackwardPass
            {
                InputShape = shape,
                Input = new MatrixSpan(x, rows, shape.Count),
                Output = new MatrixSpan(output, rows, form.Output.Count),
                Weights = weights,
                Memory = memory,
                OutputGradient = new MatrixSpan(upstream, rows, form.Output.Count),
                WeightGradient = weightGradient,
                InputGradient = new MatrixSpan(inputGradient, rows, shape.Count),
            },
            new RecurrentStates { Hidden = Floats(input, "upstream_hn"), Cell = Floats(input, "upstream_cn") },
            new RecurrentStates { Hidden = hiddenGradient, Cell = layer.HasCellState ? cellGradient : [] });

        AssertClose(expected, "grad_x", inputGradient);
        AssertClose(expected, "grad_h0", hiddenGradient);
        AssertClose(Weights(expected.GetProperty("grad_weights"), layer.Layers), weightGradient, "grad_weights");
        if (layer.HasCellState)
        {
            AssertClose(expected, "cn", cell);
            AssertClose(expected, "grad_c0", cellGradient);
        }
    }

    private static Recurrent LayerOf(string name, JsonElement settings)
    {
        int units = settings.GetProperty("hidden").GetInt32(), layers = settings.GetProperty("layers").GetInt32();
        return name switch
        {
            "RNN" => new SimpleRecurrent
            {
                Units = units,
                Layers = layers,
                Sequence = true,
                Rectified = settings.GetProperty("nonlinearity").GetString() == "relu",
            },
            "GRU" => new Gru { Units = units, Layers = layers, Sequence = true },
            _ => new Lstm { Units = units, Layers = layers, Sequence = true },
        };
    }

    // PyTorch keeps its matrices as [gates · units, inputs]; here they are [inputs, gates · units].
    private static float[] Weights(JsonElement weights, int layers)
    {
        var result = new List<float>();
        for (int layer = 0; layer < layers; layer++)
        {
            result.AddRange(Transposed(weights.GetProperty($"weight_ih_l{layer}")));
            result.AddRange(Transposed(weights.GetProperty($"weight_hh_l{layer}")));
            result.AddRange(ReferenceFile.Floats(weights.GetProperty($"bias_ih_l{layer}")));
            result.AddRange(ReferenceFile.Floats(weights.GetProperty($"bias_hh_l{layer}")));
        }
        return [.. result];
    }

    private static IEnumerable<float> Transposed(JsonElement matrix)
    {
        float[][] rows = [.. matrix.EnumerateArray().Select(ReferenceFile.Floats)];
        return Enumerable.Range(0, rows[0].Length).SelectMany(column => rows.Select(row => row[column]));
    }

    private static float[] Floats(JsonElement input, string name) =>
        input.TryGetProperty(name, out var value) ? ReferenceFile.Floats(value) : [];

    private static void AssertClose(JsonElement expected, string name, float[] got) =>
        AssertClose(ReferenceFile.Floats(expected.GetProperty(name)), got, name);

    private static void AssertClose(float[] expected, float[] got, string name)
    {
        Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < expected.Length; i++)
            ReferenceFile.AssertClose(expected[i], got[i], Absolute, Relative, $"{name} [{i}]");
    }
}
