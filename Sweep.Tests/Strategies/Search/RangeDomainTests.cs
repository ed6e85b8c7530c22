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
    [InlineData(double.NaN, 1)]
    [InlineData(0.1, double.PositiveInfinity)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void Bounds_that_are_none_are_refused(double low, double high)
    {
        var error = Assert.Throws<ArgumentException>(() => new RangeDomain(low, high, logarithmic: true, 3));

        Assert.StartsWith("min must be below max, both finite; got min ", error.Message, StringComparison.Ordinal);
    }

    private static double[] Values(RangeDomain range) => [.. range.Choices.Select(choice => (double)choice.Value)];
}
