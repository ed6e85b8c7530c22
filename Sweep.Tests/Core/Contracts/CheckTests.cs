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

    [Fact]
    public void A_length_of_a_part_of_a_training_must_be_longer_than_nothing()
    {
        Assert.Equal(TrainingLength.Epochs(5), Check.Positive(TrainingLength.Epochs(5), "Every"));
        Assert.Null(Check.Positive((TrainingLength?)null, "Fall"));
        AssertRefused("Every must be above 0; got 0 epochs.", () => Check.Positive(TrainingLength.Epochs(0), "Every"));
        AssertRefused("Fall must be above 0; got 0%.", () => Check.Positive((TrainingLength?)TrainingLength.Share(0), "Fall"));
    }

    [Fact]
    public void A_number_that_may_be_left_out_is_checked_where_it_is_not()
    {
        Assert.Null(Check.Fraction((double?)null, "LowestMomentum"));
        Assert.Equal(0.5, Check.Fraction((double?)0.5, "LowestMomentum"));
        AssertRefused("LowestMomentum must be at least 0 and less than 1; got 1.", () => Check.Fraction((double?)1, "LowestMomentum"));
        Assert.Null(Check.Between(0, 1, (double?)null, "Start"));
        Assert.Equal(1, Check.Between(0, 1, (double?)1, "Start"));
        AssertRefused("Start must be from 0 to 1; got NaN.", () => Check.Between(0, 1, (double?)double.NaN, "Start"));
    }

    [Fact]
    public void A_number_of_at_least_a_bound_is_finite()
    {
        Assert.Equal(1.5, Check.AtLeast(1.5, 1.5, "Growth"));
        AssertRefused("Growth must be at least 1.5 and finite; got 1.4.", () => Check.AtLeast(1.5, 1.4, "Growth"));
        AssertRefused("Growth must be at least 1.5 and finite; got Infinity.", () => Check.AtLeast(1.5, double.PositiveInfinity, "Growth"));
        AssertRefused("Growth must be at least 1.5 and finite; got NaN.", () => Check.AtLeast(1.5, double.NaN, "Growth"));
    }

    private static void AssertRefused(string message, Func<object?> check) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(check).Message, StringComparison.Ordinal);
}
