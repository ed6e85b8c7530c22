using FsCheck.Fluent;
using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Contracts;

/// <summary>What every layer must do: its gradients are those of its outputs, and rows of a batch do not mix.</summary>
public class LayerContract
{
    // Central differences over ±0.01 are off by 0.01²·f‴/6 and by rounding of 1e-7/0.01: both well below this.
    private const double Step = 0.01;
    private const double Tolerance = 2e-3;

    public static TheoryData<string, int> Samples() => LayerSamples.WithRows();

    public static TheoryData<string> Names() => [.. LayerSamples.All.Keys];

    public static TheoryData<string> Listed() => [.. NetworkLayers.Catalog.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Gradients_agree_with_finite_differences(string name, int rows)
    {
        var (layer, shape) = LayerSamples.All[name];
        AssertGradients(layer, shape, rows);
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public void So_they_do_on_random_shapes(string name)
    {
        var layer = LayerSamples.All.Values.First(sample => sample.Layer.GetType() == NetworkLayers.Catalog.Create(name).GetType()).Layer;
        var sizes = from rows in Gen.Choose(1, 9)
                    from height in Gen.Choose(3, 7)
                    from width in Gen.Choose(3, 7)
                    from channels in Gen.Choose(1, 11)
                    select (rows, height, width, channels);

        Prop.ForAll(sizes.ToArbitrary(), size =>
        {
            Shape[] shapes = [new(size.height, size.width, size.channels), new(size.height, size.channels), new(size.channels)];
            AssertGradients(layer, shapes.First(shape => Takes(layer, shape)), size.rows);
        }).Hold(8);
    }

    private static bool Takes(ILayer layer, Shape shape)
    {
        try
        {
            return layer.Form(shape) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void AssertGradients(ILayer layer, Shape shape, int rows)
    {
        var bench = new LayerBench(layer, shape, rows) { Input = LayerSamples.Inputs(layer, rows * shape.Count) };
        Assert.True(double.IsFinite(bench.Loss()), "The outputs are not finite."); // NaN would agree with NaN.
        bench.Backward();

        Agree(bench.WeightGradient, bench.Weights);
        // Ids have no neighbours to compare with, and no gradient.
        if (layer is Embedding)
            Assert.All(bench.InputGradient, gradient => Assert.Equal(0, gradient));
        else
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
        // In training, batch normalization mixes rows and dropout knows their places.
        bool training = layer is not (BatchNormalization or Dropout);
        var together = new LayerBench(layer, shape, rows) { Input = LayerSamples.Inputs(layer, rows * shape.Count), Training = training };
        together.Forward();
        int inputs = shape.Count, outputs = together.OutputShape.Count;

        for (int row = 0; row < rows; row++)
        {
            var alone = new LayerBench(layer, shape, 1) { Input = together.Input[(row * inputs)..((row + 1) * inputs)], Training = training };
            Assert.Equal(together.Output[(row * outputs)..((row + 1) * outputs)], alone.Forward());
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void NaN_comes_out_where_NaN_goes_in(string name, int rows)
    {
        var (layer, shape) = LayerSamples.All[name];
        var bench = new LayerBench(layer, shape, rows) { Input = LayerSamples.Inputs(layer, rows * shape.Count) };
        bench.Input[0] = float.NaN;

        if (layer is Embedding)
            Assert.Throws<ArgumentOutOfRangeException>(bench.Forward);
        else
            Assert.True(float.IsNaN(bench.Forward()[0]));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_layer_that_is_the_first_one_has_the_same_gradient(string name, int rows)
    {
        var (layer, shape) = LayerSamples.All[name];
        float[] input = LayerSamples.Inputs(layer, rows * shape.Count);
        LayerBench later = new(layer, shape, rows) { Input = input }, first = new(layer, shape, rows) { Input = input, IsFirst = true };
        foreach (var bench in new[] { later, first })
        {
            bench.Forward();
            bench.Backward();
        }

        Assert.Equal(later.WeightGradient, first.WeightGradient);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Statistics_stay_as_they_are_while_the_network_is_judged(string name, int rows)
    {
        var (layer, shape) = LayerSamples.All[name];
        var bench = new LayerBench(layer, shape, rows) { Input = LayerSamples.Inputs(layer, rows * shape.Count), Training = false };
        bench.Forward();

        Assert.Equal(layer.Form(shape).Statistics, bench.Statistics);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Forward_and_backward_allocate_nothing(string name, int rows)
    {
        var (layer, shape) = LayerSamples.All[name];
        var bench = new LayerBench(layer, shape, rows) { Input = LayerSamples.Inputs(layer, rows * shape.Count) };

        Assert.Equal(0, Allocation.Of(() =>
        {
            bench.Forward();
            bench.Backward();
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_settings_survive_the_trip_through_a_study_file(string name)
    {
        var layer = LayerSamples.All[name].Layer;
        string kind = NetworkLayers.Catalog.Names.Single(each => NetworkLayers.Catalog.Create(each).GetType() == layer.GetType());
        string yaml = ComponentSettings.Text(kind, layer);

        Assert.Equal(layer, ComponentReader.Read(StudyNode.Parse(yaml, "study.yaml"), NetworkLayers.Catalog));
    }

    [Fact]
    public void Every_layer_that_exists_is_listed()
    {
        var listed = NetworkLayers.Catalog.Names.Select(name => NetworkLayers.Catalog.Create(name).GetType()).ToHashSet();
        var existing = typeof(Dense).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ILayer)));

        Assert.All(existing, type => Assert.Contains(type, listed));
    }

    [Fact]
    public void Every_listed_layer_is_tried()
    {
        var tried = LayerSamples.All.Values.Select(sample => sample.Layer.GetType()).ToHashSet();

        Assert.All(NetworkLayers.Catalog.Names, name => Assert.Contains(NetworkLayers.Catalog.Create(name).GetType(), tried));
    }
}
