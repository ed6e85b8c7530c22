using System.Globalization;
using Sweep.Core.Numerics;
using Sweep.Strategies.Search;

namespace Sweep.Tests.Strategies.Search;

public class RangeDomainTests
{
    [Fact]
    public void Decades_are_exact_and_both_ends_are_included() =>
        Assert.Equal([0.0001, 0.001, 0.01, 0.1, 1.0], Values(new RangeDomain(1e-4, 1, logarithmic: true, 5)));

    [Fact]
    public void Half_decades_have_12_digits() =>
        Assert.Equal([0.01, 0.0316227766017, 0.1], Values(new RangeDomain(0.01, 0.1, logarithmic: true, 3)));

    [Fact]
    public void A_linear_range_has_equal_steps() =>
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], Values(new RangeDomain(0, 1, logarithmic: false, 5)));

    [Theory]
    [InlineData(0.1, 0.5, false, 0.1, new[] { 0.1, 0.2, 0.3, 0.4, 0.5 })]
    [InlineData(0, 1, false, 0.3, new[] { 0, 0.3, 0.6, 0.9 })] // the next would be above the bound
    [InlineData(0, 1, false, 1, new[] { 0.0, 1 })]
    [InlineData(1e-4, 1, true, 10, new[] { 1e-4, 1e-3, 1e-2, 1e-1, 1 })]
    [InlineData(0.001, 0.05, true, 2, new[] { 0.001, 0.002, 0.004, 0.008, 0.016, 0.032 })]
    [InlineData(0.01, 1, true, 3.16227766016838, new[] { 0.01, 0.0316227766017, 0.1, 0.316227766017, 1 })]
    public void Steps_lead_from_the_lower_bound_up_to_the_last_value_that_is_not_above_the_upper_one(double low, double high, bool logarithmic, double step, double[] expected)
    {
        var range = RangeDomain.InSteps(low, high, logarithmic, step);

        Assert.Equal(expected, Values(range));
        Assert.Equal((expected.Length, step), (range.Points, range.Step));
    }

    [Theory]
    [InlineData(0, 1, false, 0, "step must be above 0 and at most max − min, 1; got 0.")]
    [InlineData(0.1, 1, false, 2, "step must be above 0 and at most max − min, 0.9; got 2.")]
    [InlineData(0.1, 1, true, 1, "step must be above 1 and at most max / min, 10: on a log scale it is a ratio; got 1.")]
    [InlineData(0.1, 1, true, 11, "step must be above 1 and at most max / min, 10: on a log scale it is a ratio; got 11.")]
    [InlineData(0, 1, false, double.NaN, "step must be above 0 and at most max − min, 1; got NaN.")]
    [InlineData(0, 1, false, 1e-9, "step must leave at most 1000000 points; got 1E-09. Use a larger one.")]
    public void A_step_that_leads_nowhere_is_refused(double low, double high, bool logarithmic, double step, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => RangeDomain.InSteps(low, high, logarithmic, step)).Message);

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0.1, double.PositiveInfinity)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void Bounds_that_are_none_are_refused(double low, double high)
    {
        var error = Assert.Throws<ArgumentException>(() => new RangeDomain(low, high, logarithmic: true, 3));

        Assert.StartsWith("min must be below max, both finite; got min ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1e308, 1e308, false)]
    [InlineData(1e-308, 1e308, true)]
    public void Bounds_whose_distance_is_no_number_are_refused(double low, double high, bool logarithmic)
    {
        var error = Assert.Throws<ArgumentException>(() => new RangeDomain(low, high, logarithmic, points: null));

        Assert.StartsWith("min and max are too far apart to be worked with; got min ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0, 1e-4)]
    [InlineData(false, 0.5, 0.50005)]
    [InlineData(true, 0, 1e-4)]
    [InlineData(true, 0.25, 1e-3)]
    [InlineData(true, 0.625, 0.0316227766017)]
    public void A_share_of_the_way_is_a_value_of_12_digits(bool logarithmic, double share, double expected) =>
        Assert.Equal(expected, new RangeDomain(1e-4, 1, logarithmic, points: null).At(share));

    [Fact]
    public void Rounding_never_leaves_the_range()
    {
        // To 12 digits both bounds round to a number outside.
        var range = new RangeDomain(0.1000000000004, 0.9999999999996, logarithmic: false, points: null);

        Assert.Equal(range.Low, range.At(0));
        Assert.Equal(range.High, range.At(Math.BitDecrement(1.0)));
    }

    [Fact]
    public void Points_are_those_of_the_power_that_the_system_computes()
    {
        var random = new RandomStream(5, RandomPurpose.InitialWeights);
        for (int i = 0; i < 1000; i++)
        {
            // Bounds as people write them: two digits and a power of ten.
            double low = Math.Round(random.Uniform(1, 10), 1) * Math.Pow(10, random.NextInt(12) - 9);
            double high = low * Math.Round(random.Uniform(1.5, 1000), 1);
            int points = 3 + random.NextInt(30);
            double[] expected =
            [
                .. Enumerable.Range(0, points).Select(index => index == 0 ? low : index == points - 1 ? high : double.Parse(
                    (low * Math.Pow(high / low, (double)index / (points - 1))).ToString("E11", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
            ];

            Assert.Equal(expected, Values(new RangeDomain(low, high, logarithmic: true, points)));
        }
    }

    private static double[] Values(RangeDomain range) => [.. range.Choices.Select(choice => (double)choice.Value)];
}
