using System.Globalization;
using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class RateGridTests
{
    // First three rates and the last one, as the tools have them with their defaults.
    [Theory]
    [InlineData(RateSpacing.FastAi, 1e-7, 10, new[] { 1e-7, 1.2022644e-7, 1.4454398e-7, 8.3176377 })]
    [InlineData(RateSpacing.Logarithmic, 1e-7, 10, new[] { 1e-7, 1.2045035e-7, 1.4508288e-7, 10 })]
    [InlineData(RateSpacing.Lightning, 1e-8, 1, new[] { 1e-8, 1.4454398e-8, 1.7378008e-8, 1 })]
    public void A_hundred_rates_are_those_of_the_tool(RateSpacing spacing, double lowest, double highest, double[] expected)
    {
        double[] rates = new RateGrid(lowest, highest, 100, spacing).ToArray();

        Assert.Equal(100, rates.Length);
        Assert.All([(expected[0], rates[0]), (expected[1], rates[1]), (expected[2], rates[2]), (expected[3], rates[^1])],
            pair => Assert.Equal(pair.Item1, pair.Item2, pair.Item1 * 1e-7));
    }

    [Theory]
    [InlineData(RateSpacing.Logarithmic)]
    [InlineData(RateSpacing.Linear)]
    public void Both_ends_are_exact_and_rates_rise(RateSpacing spacing)
    {
        foreach (int points in new[] { 2, 3, 33, 1000 })
        {
            double[] rates = new RateGrid(3e-7, 0.7, points, spacing).ToArray();

            Assert.Equal((3e-7, 0.7), (rates[0], rates[^1]));
            Assert.All(rates.Zip(rates.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        }
    }

    [Fact]
    public void Linear_rates_are_evenly_spaced() =>
        Assert.Equal([1, 1.5, 2, 2.5, 3], new RateGrid(1, 3, 5, RateSpacing.Linear).ToArray());

    [Theory]
    [InlineData(10, 1e-7)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(1e-7, double.PositiveInfinity)]
    [InlineData(double.NaN, 1)]
    public void Ends_that_do_not_rise_from_above_0_are_refused(double lowest, double highest)
    {
        var error = Assert.Throws<ArgumentException>(() => new RateGrid(lowest, highest, 10));

        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"The learning rates of a range test must rise from a lowest one above 0 to a higher one, both finite; got lowest {lowest} and highest {highest}."),
            error.Message);
    }

    [Fact]
    public void A_single_rate_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new RateGrid(1e-7, 10, 1));

        Assert.StartsWith("points must be from 2 to 10000; got 1.", error.Message, StringComparison.Ordinal);
    }
}
