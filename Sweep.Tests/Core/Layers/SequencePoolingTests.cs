using FsCheck;
using FsCheck.Fluent;
using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Layers;

public class SequencePoolingTests
{
    [Fact]
    public void A_sequence_is_an_image_of_one_column_with_any_settings() =>
        Prop.ForAll(Pools, sample =>
        {
            var (layer, image, steps, features) = sample;
            var (one, other) = (new LayerBench(layer, new Shape(steps, features), 2), new LayerBench(image, new Shape(steps, 1, features), 2));
            one.Forward();
            other.Forward();
            one.Backward();
            other.Backward();
            return one.OutputShape.Equals(new Shape(other.OutputShape[0], features))
                && one.Output.SequenceEqual(other.Output) && one.InputGradient.SequenceEqual(other.InputGradient);
        }).Hold();

    [Fact]
    public void Each_feature_is_pooled_by_itself_and_what_is_left_at_the_end_is_left_out()
    {
        // Five steps of two features.
        float[] input = [1, 40, 3, 20, 5, 60, 4, 80, 9, 9];

        Assert.Equal([3, 40, 5, 80], new LayerBench(new MaxPool1D { Size = 2 }, new Shape(5, 2), 1) { Input = input }.Forward());
        Assert.Equal([2, 30, 4.5f, 70], new LayerBench(new AveragePool1D { Size = 2 }, new Shape(5, 2), 1) { Input = input }.Forward());
    }

    [Fact]
    public void Padding_counts_as_zero_in_a_mean_unless_it_is_left_out()
    {
        var pool = new AveragePool1D { Size = 2, Padding = 1 };

        Assert.Equal([2, 3], new LayerBench(pool, new Shape(2, 1), 1) { Input = [4, 6] }.Forward());
        Assert.Equal([4, 6], new LayerBench(pool with { CountIncludePad = false }, new Shape(2, 1), 1) { Input = [4, 6] }.Forward());
    }

    [Fact]
    public void Shapes_and_paddings_that_do_not_fit_are_refused()
    {
        Refused(new MaxPool1D { Size = 3, Padding = 2 }, new Shape(9, 1), "padding must be at most half of the size; got padding 2 for size 3.");
        Refused(new AveragePool1D { Size = 3 }, new Shape(2, 5), "a window of 3 × 1 does not fit into 2 × 1 (padding 0).");
        Refused(new MaxPool1D { Size = 3 }, new Shape(9, 9, 1), "its input must be [steps, features]; got [9, 9, 1].");

        static void Refused(ILayer layer, Shape shape, string message) =>
            Assert.Equal(message, Assert.Throws<ArgumentException>(() => layer.Form(shape)).Message);
    }

    private static Arbitrary<(SequencePooling Layer, Pooling Image, int Steps, int Features)> Pools => (
        from size in Gen.Choose(1, 4)
        from stride in Gen.Choose(0, 3)
        from padding in Gen.Choose(0, size / 2)
        from kind in Gen.Choose(0, 2)
        from spare in Gen.Choose(0, 5)
        from features in Gen.Choose(1, 3)
        let step = stride == 0 ? (int?)null : stride
        let steps = step is { } each ? new Pair(each, 1) : (Pair?)null
        select (
            kind switch
            {
                0 => (SequencePooling)new MaxPool1D { Size = size, Stride = step, Padding = padding },
                1 => new AveragePool1D { Size = size, Stride = step, Padding = padding },
                _ => new AveragePool1D { Size = size, Stride = step, Padding = padding, CountIncludePad = false },
            },
            kind switch
            {
                0 => (Pooling)new MaxPool { Size = (size, 1), Stride = steps, Padding = (padding, 0) },
                1 => new AveragePool { Size = (size, 1), Stride = steps, Padding = (padding, 0) },
                _ => new AveragePool { Size = (size, 1), Stride = steps, Padding = (padding, 0), CountIncludePad = false },
            },
            size + spare,
            features)).ToArbitrary();
}
