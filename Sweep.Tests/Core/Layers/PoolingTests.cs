using FsCheck;
using FsCheck.Fluent;
using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Layers;

public class PoolingTests
{
    [Fact]
    public void They_equal_a_plain_loop_with_any_settings_on_any_image() =>
        Prop.ForAll(Pools, sample =>
        {
            var (layer, shape, rows) = sample;
            var bench = new LayerBench(layer, shape, rows);
            bench.Forward();
            return bench.Output.Zip(Plain(layer, shape, bench), (got, wanted) => Math.Abs(got - wanted) < 1e-5).All(close => close);
        }).Hold();

    [Fact]
    public void Their_gradients_agree_with_finite_differences_with_any_settings_on_any_image() =>
        Prop.ForAll(Pools, sample =>
        {
            var (layer, shape, rows) = sample;
            var bench = new LayerBench(layer, shape, rows) { Input = LayerSamples.Inputs(layer, rows * shape.Count) };
            return new FiniteDifferences(bench).Agree(tolerance: 5e-3);
        }).Hold();

    [Fact]
    public void The_first_of_equal_values_gets_the_gradient_of_the_largest()
    {
        var bench = new LayerBench(new MaxPool { Size = 2 }, new Shape(2, 2, 1), 1) { Input = [1, 3, 3, 3], Upstream = [5] };
        bench.Forward();
        bench.Backward();

        Assert.Equal([3], bench.Output);
        Assert.Equal([0, 5, 0, 0], bench.InputGradient);
    }

    [Fact]
    public void NaN_is_the_largest_wherever_it_lies_under_the_window()
    {
        for (int place = 0; place < 4; place++)
        {
            float[] input = [1, 2, 3, 4];
            input[place] = float.NaN;
            var bench = new LayerBench(new MaxPool { Size = 2 }, new Shape(2, 2, 1), 1) { Input = input };

            Assert.True(float.IsNaN(bench.Forward()[0]));
        }
    }

    [Fact]
    public void Padding_is_smaller_than_anything_even_minus_infinity()
    {
        var bench = new LayerBench(new MaxPool { Size = 2, Padding = 1 }, new Shape(1, 1, 1), 1) { Input = [float.NegativeInfinity], Upstream = [1] };
        bench.Forward();
        bench.Backward();

        Assert.Equal([float.NegativeInfinity], bench.Output);
        Assert.Equal([1], bench.InputGradient);
    }

    [Fact]
    public void Shapes_and_paddings_that_do_not_fit_are_refused()
    {
        Refused(new MaxPool { Size = 3, Padding = (1, 2) }, new Shape(9, 9, 1), "padding must be at most half of the size; got padding [1, 2] for size 3.");
        Refused(new AveragePool { Size = 3 }, new Shape(9, 2, 1), "a window of 3 × 3 does not fit into 9 × 2 (padding 0).");
        Refused(new AveragePool { Size = 3 }, new Shape(9, 2), "its input must be [height, width, channels]; got [9, 2].");
        Refused(new GlobalAveragePool(), new Shape(9), "its input must be [height, width, channels] or [steps, features]; got [9].");

        static void Refused(ILayer layer, Shape shape, string message) =>
            Assert.Equal(message, Assert.Throws<ArgumentException>(() => layer.Form(shape)).Message);
    }

    private static Arbitrary<(Pooling Layer, Shape Shape, int Rows)> Pools => (
        from size in ImageSample.Pairs(1, 4)
        from stride in ImageSample.Pairs(1, 3)
        from padding in ImageSample.Pairs(0, 2)
        from own in Gen.Elements(false, true)
        from kind in Gen.Choose(0, 2)
        from spare in ImageSample.Pairs(0, 3)
        from channels in Gen.Choose(1, 3)
        from rows in Gen.Choose(1, 2)
        let most = new Pair(Math.Min(padding.Height, size.Height / 2), Math.Min(padding.Width, size.Width / 2))
        let step = own ? (Pair?)stride : null
        select (
            kind switch
            {
                0 => (Pooling)new MaxPool { Size = size, Stride = step, Padding = most },
                1 => new AveragePool { Size = size, Stride = step, Padding = most },
                _ => new AveragePool { Size = size, Stride = step, Padding = most, CountIncludePad = false },
            },
            ImageSample.Fitting(size, most, 1, spare, channels),
            rows)).ToArbitrary();

    private static double[] Plain(Pooling layer, Shape shape, LayerBench bench)
    {
        var (height, width, channels) = (shape[0], shape[1], shape[2]);
        var (output, stride) = (bench.OutputShape, layer.Stride ?? layer.Size);
        var result = new List<double>();
        for (int row = 0; row < bench.Rows; row++)
        {
            for (int y = 0; y < output[0]; y++)
            {
                for (int x = 0; x < output[1]; x++)
                {
                    for (int channel = 0; channel < channels; channel++)
                        result.Add(Of([.. Under(row, y, x, channel)]));
                }
            }
        }
        return [.. result];

        double Of(double[] values) => layer switch
        {
            AveragePool { CountIncludePad: true } => values.Sum() / (layer.Size.Height * layer.Size.Width),
            AveragePool => values.Average(),
            _ => values.Max(),
        };

        IEnumerable<double> Under(int row, int y, int x, int channel)
        {
            for (int iy = y * stride.Height - layer.Padding.Height; iy < y * stride.Height - layer.Padding.Height + layer.Size.Height; iy++)
            {
                for (int ix = x * stride.Width - layer.Padding.Width; ix < x * stride.Width - layer.Padding.Width + layer.Size.Width; ix++)
                {
                    if (iy >= 0 && iy < height && ix >= 0 && ix < width)
                        yield return bench.Input[((row * height + iy) * width + ix) * channels + channel];
                }
            }
        }
    }
}
