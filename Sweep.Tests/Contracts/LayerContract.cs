using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>What every layer must do: its gradients are those of its outputs, and rows of a batch do not mix.</summary>
public class LayerContract
{
    // Central differences over ±0.01 are off by 0.01²·f‴/6 and by rounding of 1e-7/0.01: both well below this.
    private const double Step = 0.01;
    private const double Tolerance = 2e-3;

    public static TheoryData<string, int, int> Shapes()
    {
        var data = new TheoryData<string, int, int>();
        foreach (string name in Layers().Keys)
        {
            foreach (var (rows, inputs) in new[] { (1, 1), (1, 8), (2, 5), (3, 17), (7, 16), (9, 31) })
                data.Add(name, rows, inputs);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Gradients_agree_with_finite_differences(string name, int rows, int inputs)
    {
        var layer = Layers()[name];
        float[] input = AwayFromZero(rows * inputs), weights = Weights(layer, inputs);
        float[] upstream = Sample.Floats(rows * layer.Outputs(inputs), 3);
        var (weightGradient, inputGradient) = Backward(layer, input, weights, upstream, rows, inputs);

        Agree(weightGradient, weights);
        Agree(inputGradient, input);

        void Agree(float[] gradient, float[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                float value = values[i];
                values[i] = (float)(value + Step);
                double above = Loss();
                values[i] = (float)(value - Step);
                double below = Loss();
                values[i] = value;
                Assert.Equal((above - below) / (2 * Step), gradient[i], Tolerance);
            }
        }

        double Loss() => Forward(layer, input, weights, rows, inputs).Select((value, i) => (double)value * upstream[i]).Sum();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_row_of_a_batch_is_treated_as_if_it_were_alone(string name, int rows, int inputs)
    {
        var layer = Layers()[name];
        float[] input = Sample.Floats(rows * inputs), weights = Weights(layer, inputs);
        float[] together = Forward(layer, input, weights, rows, inputs);
        int outputs = layer.Outputs(inputs);

        for (int row = 0; row < rows; row++)
            Assert.Equal(together[(row * outputs)..((row + 1) * outputs)], Forward(layer, input[(row * inputs)..((row + 1) * inputs)], weights, 1, inputs));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void NaN_comes_out_where_NaN_goes_in(string name, int rows, int inputs)
    {
        var layer = Layers()[name];
        float[] input = Sample.Floats(rows * inputs);
        input[0] = float.NaN;

        Assert.True(float.IsNaN(Forward(layer, input, Weights(layer, inputs), rows, inputs)[0]));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_and_backward_allocate_nothing(string name, int rows, int inputs)
    {
        var layer = Layers()[name];
        int outputs = layer.Outputs(inputs);
        float[] input = Sample.Floats(rows * inputs), weights = Weights(layer, inputs), output = new float[rows * outputs];
        float[] weightGradient = new float[weights.Length], inputGradient = new float[input.Length], upstream = Sample.Floats(output.Length, 3);

        Assert.Equal(0, Allocation.Of(Pass));

        void Pass()
        {
            layer.Forward(new MatrixSpan(input, rows, inputs), weights, new MatrixSpan(output, rows, outputs));
            layer.Backward(new BackwardPass
            {
                Input = new MatrixSpan(input, rows, inputs),
                Output = new MatrixSpan(output, rows, outputs),
                Weights = weights,
                OutputGradient = new MatrixSpan(upstream, rows, outputs),
                WeightGradient = weightGradient,
                InputGradient = new MatrixSpan(inputGradient, rows, inputs),
            });
        }
    }

    private static Dictionary<string, ILayer> Layers()
    {
        var layers = Activations.Catalog.Names.ToDictionary(name => name, Activations.Catalog.Create);
        layers.Add("dense", new Dense { Units = 13 });
        return layers;
    }

    private static float[] Weights(ILayer layer, int inputs)
    {
        var weights = new float[layer.WeightCount(inputs)];
        layer.Initialize(weights, inputs, new RandomStream(5, RandomPurpose.InitialWeights));
        return weights;
    }

    // A rectifier has no derivative at 0, so no value comes within a step of it.
    private static float[] AwayFromZero(int count) =>
        Array.ConvertAll(Sample.Floats(count), value => value + MathF.CopySign(0.05f, value));

    private static float[] Forward(ILayer layer, float[] input, float[] weights, int rows, int inputs)
    {
        var output = new float[rows * layer.Outputs(inputs)];
        layer.Forward(new MatrixSpan(input, rows, inputs), weights, new MatrixSpan(output, rows, layer.Outputs(inputs)));
        return output;
    }

    private static (float[] Weights, float[] Input) Backward(
        ILayer layer, float[] input, float[] weights, float[] upstream, int rows, int inputs)
    {
        int outputs = layer.Outputs(inputs);
        float[] weightGradient = new float[weights.Length], inputGradient = new float[input.Length];
        layer.Backward(new BackwardPass
        {
            Input = new MatrixSpan(input, rows, inputs),
            Output = new MatrixSpan(Forward(layer, input, weights, rows, inputs), rows, outputs),
            Weights = weights,
            OutputGradient = new MatrixSpan(upstream, rows, outputs),
            WeightGradient = weightGradient,
            InputGradient = new MatrixSpan(inputGradient, rows, inputs),
        });
        return (weightGradient, inputGradient);
    }
}
