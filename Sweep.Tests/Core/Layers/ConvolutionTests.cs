using FsCheck;
using FsCheck.Fluent;
using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Training;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Layers;

public class ConvolutionTests
{
    [Fact]
    public void It_equals_a_plain_loop_with_any_settings_on_any_image() =>
        Prop.ForAll(Convolutions, sample =>
        {
            var (layer, shape, rows) = sample;
            var bench = new LayerBench(layer, shape, rows);
            bench.Forward();
            return bench.Output.Zip(Plain(layer, shape, bench), (got, wanted) => Math.Abs(got - wanted) < 1e-4).All(close => close);
        }).Hold();

    [Fact]
    public void Its_gradients_agree_with_finite_differences_with_any_settings_on_any_image() =>
        Prop.ForAll(Convolutions, sample =>
        {
            var (layer, shape, rows) = sample;
            return new FiniteDifferences(new LayerBench(layer, shape, rows)).Agree(tolerance: 5e-3);
        }).Hold(50);

    [Fact]
    public void A_sequence_is_an_image_of_one_column()
    {
        var sequence = new LayerBench(new Convolution1D { Channels = 4, Kernel = 3, Stride = 2, Padding = 1, Dilation = 2, Groups = 2 }, new Shape(9, 2), 3);
        var image = new LayerBench(
            new Convolution { Channels = 4, Kernel = (3, 1), Stride = (2, 1), Padding = (1, 0), Dilation = (2, 1), Groups = 2 }, new Shape(9, 1, 2), 3);

        Assert.Equal(new Shape(4, 4), sequence.OutputShape);
        Assert.Equal(image.Forward(), sequence.Forward());
    }

    [Fact]
    public void Initial_weights_are_told_how_many_values_come_in_and_go_out()
    {
        var form = new Convolution { Channels = 6, Kernel = (3, 2), Groups = 2 }.Form(new Shape(5, 5, 4));

        // 3 · 2 · 4 / 2 values under the window; each is under 3 · 2 places of 6 channels.
        Assert.Equal([("kernel", 12, 6, 12, 36), ("bias", 1, 6, 12, 6)], form.Weights.Select(
            tensor => (tensor.Name, tensor.Rows, tensor.Columns, tensor.FanIn, tensor.FanOut)));
        Assert.Equal(new Shape(3, 4, 6), form.Output);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Refused(new Convolution { Channels = 1, Kernel = 5 }, new Shape(4, 4, 1), "a window of 5 × 5 does not fit into 4 × 4 (padding 0).");
        Refused(
            new Convolution { Channels = 1, Kernel = (3, 2), Padding = (0, 1), Dilation = 2 }, new Shape(4, 4, 1),
            "a window of 3 × 2 does not fit into 4 × 4 (padding [0, 1], dilation 2).");
        Refused(new Convolution { Channels = 1, Kernel = 1 }, new Shape(64), "its input must be [height, width, channels]; got [64].");
        Refused(new Convolution1D { Channels = 1, Kernel = 1 }, new Shape(8, 8, 1), "its input must be [steps, features]; got [8, 8, 1].");
        Refused(
            new Convolution { Channels = 4, Kernel = 1, Groups = 2 }, new Shape(4, 4, 3),
            "groups must divide the channels that come in and go out; got 2 groups for 3 and 4.");
        Refused(
            new Convolution { Channels = 1, Kernel = 1, Padding = int.MaxValue }, new Shape(4, 4, 1),
            "padding 2147483647 makes more of 4 × 4 than memory can hold.");
        Refused(
            new Convolution { Channels = 1, Kernel = 100, Padding = 10_000 }, new Shape(4, 4, 8),
            "it would take more values of [4, 4, 8] than memory can hold.");
    }

    [Fact]
    public void A_setting_out_of_its_range_is_refused()
    {
        Assert.StartsWith("Kernel must be at least 1; got [3, 0].", Assert.Throws<ArgumentOutOfRangeException>(
            () => new Convolution { Channels = 1, Kernel = (3, 0) }).Message, StringComparison.Ordinal);
        Assert.StartsWith("Padding must be at least 0; got -1.", Assert.Throws<ArgumentOutOfRangeException>(
            () => new Convolution { Channels = 1, Kernel = 1, Padding = -1 }).Message, StringComparison.Ordinal);
    }

    private static void Refused(ILayer layer, Shape shape, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new Network(shape, [new Relu(), layer]));

        Assert.Equal($"Layer 2, {layer}: {message}", error.Message);
    }

    private static Arbitrary<(Convolution Layer, Shape Shape, int Rows)> Convolutions => (
        from kernel in ImageSample.Pairs(1, 3)
        from stride in ImageSample.Pairs(1, 3)
        from padding in ImageSample.Pairs(0, 2)
        from dilation in ImageSample.Pairs(1, 2)
        from groups in Gen.Choose(1, 3)
        from inputs in Gen.Choose(1, 2)
        from outputs in Gen.Choose(1, 2)
        from bias in Gen.Elements(false, true)
        from spare in ImageSample.Pairs(0, 3)
        from rows in Gen.Choose(1, 2)
        select (
            new Convolution
            {
                Channels = outputs * groups,
                Kernel = kernel,
                Stride = stride,
                Padding = padding,
                Dilation = dilation,
                Groups = groups,
                Bias = bias,
            },
            ImageSample.Fitting(kernel, padding, dilation, spare, inputs * groups),
            rows)).ToArbitrary();

    private static double[] Plain(Convolution layer, Shape shape, LayerBench bench)
    {
        var (height, width, inputs) = (shape[0], shape[1], shape[2]);
        var output = bench.OutputShape;
        int groupInputs = inputs / layer.Groups, groupOutputs = layer.Channels / layer.Groups;
        var result = new List<double>();
        for (int row = 0; row < bench.Rows; row++)
        {
            for (int y = 0; y < output[0]; y++)
            {
                for (int x = 0; x < output[1]; x++)
                {
                    for (int channel = 0; channel < layer.Channels; channel++)
                        result.Add(At(row, y, x, channel));
                }
            }
        }
        return [.. result];

        double At(int row, int y, int x, int channel)
        {
            double sum = layer.Bias ? bench.Weights[^(layer.Channels - channel)] : 0;
            for (int ky = 0; ky < layer.Kernel.Height; ky++)
            {
                for (int kx = 0; kx < layer.Kernel.Width; kx++)
                {
                    int iy = y * layer.Stride.Height - layer.Padding.Height + ky * layer.Dilation.Height;
                    int ix = x * layer.Stride.Width - layer.Padding.Width + kx * layer.Dilation.Width;
                    if (iy < 0 || iy >= height || ix < 0 || ix >= width)
                        continue;
                    for (int i = 0; i < groupInputs; i++)
                    {
                        double weight = bench.Weights[((ky * layer.Kernel.Width + kx) * groupInputs + i) * layer.Channels + channel];
                        sum += weight * bench.Input[((row * height + iy) * width + ix) * inputs + channel / groupOutputs * groupInputs + i];
                    }
                }
            }
            return sum;
        }
    }
}
