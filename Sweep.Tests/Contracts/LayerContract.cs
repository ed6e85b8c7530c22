using Sweep.Core.Layers;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>What every layer must do: its gradients are those of its outputs, and rows of a batch do not mix.</summary>
public class LayerContract
{
    // Central differences over ±0.01 are off by 0.01²·f‴/6 and by rounding of 1e-7/0.01: both well below this.
    private const double Step = 0.01;
    private const double Tolerance = 2e-3;

    public static TheoryData<string, int> Samples() => LayerSamples.WithRows();

    [Theory]
    [MemberData(nameof(Samples))]
    public void Gradients_agree_with_finite_differences(string name, int rows)
    {
        var (layer, shape) = LayerSamples.All[name];
        var bench = new LayerBench(layer, shape, rows) { Input = AwayFromZero(rows * shape.Count) };
        Assert.True(double.IsFinite(bench.Loss()), "The outputs are not finite."); // NaN would agree with NaN.
        bench.Backward();

        Agree(bench.WeightGradient, bench.Weights);
        Agree(bench.InputGradient, bench.Input);

        void Agree(float[] gradient, float[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                float value = values[i];
                values[i] = (float)(value + Step);
                double above = bench.Loss();
                values[i] = (float)(value - Step);
                double below = bench.Loss();
                values[i] = value;
                Assert.Equal((above - below) / (2 * Step), gradient[i], Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Each_row_of_a_batch_is_treated_as_if_it_were_alone(string name, int rows)
    {
        var (layer, shape) = LayerSamples.All[name];
        var together = new LayerBench(layer, shape, rows);
        together.Forward();
        int inputs = shape.Count, outputs = together.OutputShape.Count;

        for (int row = 0; row < rows; row++)
        {
            var alone = new LayerBench(layer, shape, 1) { Input = together.Input[(row * inputs)..((row + 1) * inputs)] };
            Assert.Equal(together.Output[(row * outputs)..((row + 1) * outputs)], alone.Forward());
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void NaN_comes_out_where_NaN_goes_in(string name, int rows)
    {
        var (layer, shape) = LayerSamples.All[name];
        var bench = new LayerBench(layer, shape, rows);
        bench.Input[0] = float.NaN;

        Assert.True(float.IsNaN(bench.Forward()[0]));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Forward_and_backward_allocate_nothing(string name, int rows)
    {
        var (layer, shape) = LayerSamples.All[name];
        var bench = new LayerBench(layer, shape, rows);

        Assert.Equal(0, Allocation.Of(() =>
        {
            bench.Forward();
            bench.Backward();
        }));
    }

    [Fact]
    public void Every_listed_layer_is_tried()
    {
        var tried = LayerSamples.All.Values.Select(sample => sample.Layer.GetType()).ToHashSet();

        Assert.All(NetworkLayers.Catalog.Names, name => Assert.Contains(NetworkLayers.Catalog.Create(name).GetType(), tried));
    }

    // A rectifier has no derivative at 0, so no value comes within a step of it.
    private static float[] AwayFromZero(int count) =>
        Array.ConvertAll(Sample.Floats(count), value => value + MathF.CopySign(0.05f, value));
}
