using Sweep.Core.Contracts;

namespace Sweep.Tests.Core.Contracts;

public class CheckTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1.2e-38)]
    [InlineData(3.4e38)]
    public void What_single_precision_holds_passes(double value) => Assert.Equal(value, Check.SinglePrecision(value, "Epsilon"));

    [Theory]
    [InlineData(1e-300, "0 or a number that single precision can hold, from 1.2e-38 to 3.4e38; got 1E-300.")]
    [InlineData(1e-40, "0 or a number that single precision can hold, from 1.2e-38 to 3.4e38; got 1E-40.")]
    [InlineData(3.5e38, "0 or a number that single precision can hold, from 1.2e-38 to 3.4e38; got 3.5E+38.")]
    [InlineData(-1, "at least 0 and finite; got -1.")]
    [InlineData(double.PositiveInfinity, "at least 0 and finite; got Infinity.")]
    [InlineData(double.NaN, "at least 0 and finite; got NaN.")]
    public void What_it_would_turn_into_something_else_is_refused(double value, string allowed) => Assert.StartsWith(
        "Epsilon must be " + allowed, Assert.Throws<ArgumentOutOfRangeException>(() => Check.SinglePrecision(value, "Epsilon")).Message, StringComparison.Ordinal);
}
