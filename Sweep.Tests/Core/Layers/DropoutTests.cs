using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Layers;

public class DropoutTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Its_share_of_the_values_becomes_0_and_the_others_make_up_for_it(double rate)
    {
        const int Count = 100_003;
        var bench = Bench(rate, Count);
        float[] output = bench.Forward();

        // Five standard deviations of the share of 100,003 independent values.
        Assert.InRange((double)output.Count(value => value == 0) / Count - rate, -5 * Math.Sqrt(0.25 / Count), 5 * Math.Sqrt(0.25 / Count));
        Assert.All(output.Where(value => value != 0), value => Assert.Equal((float)(1 / (1 - rate)), value));
    }

    [Fact]
    public void The_gradient_goes_where_the_value_went()
    {
        var bench = Bench(0.5, 103);
        bench.Forward();
        bench.Backward();

        Assert.Equal(bench.Output, bench.InputGradient);
    }

    [Fact]
    public void The_same_place_goes_whatever_the_length_of_the_batch() =>
        Assert.All(Enumerable.Range(1, 9), count => Assert.Equal(Bench(0.5, 9).Forward()[..count], Bench(0.5, count).Forward()));

    [Fact]
    public void Nothing_is_dropped_while_the_network_is_judged() =>
        Assert.All(new LayerBench(new Dropout(), new Shape(9), 1) { Input = Ones(9), Training = false }.Forward(), value => Assert.Equal(1, value));

    private static LayerBench Bench(double rate, int count) =>
        new(new Dropout { Rate = rate }, new Shape(count), 1) { Input = Ones(count), Upstream = Ones(count) };

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];
}
