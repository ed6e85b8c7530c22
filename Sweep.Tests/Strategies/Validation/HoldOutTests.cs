using Sweep.Core.Numerics;
using Sweep.Strategies.Validation;

namespace Sweep.Tests.Strategies.Validation;

public class HoldOutTests
{
    [Theory]
    [InlineData(10, 0.2, 2)]
    [InlineData(11, 0.2, 3)] // 2.2, rounded up
    [InlineData(30, 0.1, 3)]
    [InlineData(569, 0.25, 143)]
    public void A_share_is_rounded_up_and_taken_from_the_end_of_rows_in_order(int rows, double share, int held)
    {
        var fold = Assert.Single(new HoldOut { Share = share }.Split(new SplitRows(rows), random: null));

        Assert.Equal(Enumerable.Range(rows - held, held), fold.Validation);
        Assert.Equal(Enumerable.Range(0, rows - held), fold.Training);
    }

    [Fact]
    public void Shuffled_rows_come_from_anywhere()
    {
        var fold = Assert.Single(new HoldOut { Share = 0.2 }.Split(new SplitRows(100), new RandomStream(1, RandomPurpose.Folds)));

        Assert.Equal(20, fold.Validation.Length);
        Assert.InRange(fold.Validation[0], 0, 20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_share_of_nothing_or_all_is_refused(double share) =>
        Assert.StartsWith("Share must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new HoldOut { Share = share }).Message, StringComparison.Ordinal);

    [Fact]
    public void Rows_must_be_left_to_learn_from()
    {
        var error = Assert.Throws<ArgumentException>(() => new HoldOut { Share = 0.9 }.Split(new SplitRows(2), null));

        Assert.StartsWith("A share of 0.9 of 2 rows leaves none to learn from.", error.Message, StringComparison.Ordinal);
    }
}
