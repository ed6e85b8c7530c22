using FsCheck.Fluent;
using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Tests.Contracts;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Layers;

public class LayerNormalizationTests
{
    [Fact]
    public void It_equals_a_plain_loop_on_any_shape_over_any_dimensions() =>
        Prop.ForAll((
            from first in Gen.Choose(1, 4)
            from second in Gen.Choose(1, 4)
            from third in Gen.Choose(1, 9)
            from dimensions in Gen.Choose(1, 4)
            select (first, second, third, dimensions)).ToArbitrary(), sample =>
        {
            var (first, second, third, dimensions) = sample;
            int size = dimensions switch { 1 => third, 2 => second * third, _ => first * second * third };
            float[] input = Array.ConvertAll(Sample.Floats(2 * first * second * third), value => 100 + value);
            var bench = new LayerBench(
                new LayerNormalization { Dimensions = dimensions < 4 ? dimensions : null }, new Shape(first, second, third), 2)
            {
                Input = input,
                Weights = [.. Sample.Floats(size, 1), .. Sample.Floats(size, 2)],
            };
            bench.Forward();

            return Enumerable.Range(0, input.Length / size).All(group =>
            {
                double[] values = [.. input.Skip(group * size).Take(size).Select(value => (double)value)];
                double mean = values.Average(), variance = values.Average(value => (value - mean) * (value - mean));
                return values.Index().All(each => Math.Abs(
                    (each.Item - mean) / Math.Sqrt(variance + 1e-5) * bench.Weights[each.Index] + bench.Weights[size + each.Index]
                    - bench.Output[group * size + each.Index]) < 1e-5);
            });
        }).Hold();

    [Fact]
    public void More_dimensions_than_there_are_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new LayerNormalization { Dimensions = 3 }.Form(new Shape(4, 5)));

        Assert.Equal("its input must have at least 3 dimensions to normalize over; got [4, 5].", error.Message);
    }
}
