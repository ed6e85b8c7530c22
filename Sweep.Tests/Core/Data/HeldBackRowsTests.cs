using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Data;

public class HeldBackRowsTests
{
    private static readonly Fold _fold = new([.. Enumerable.Range(0, 40).Where(row => row % 4 != 0)], [.. Enumerable.Range(0, 10).Select(row => row * 4)]);

    [Fact]
    public void Every_training_row_is_learned_from_or_held_back_and_validation_rows_stay()
    {
        var fold = HeldBackRows.From(_fold, 0.2, null, groups: null, Random(1));

        Assert.Equal((24, 6), (fold.Training.Length, fold.HeldBack.Length));
        Assert.Equal(_fold.Training, fold.Training.Concat(fold.HeldBack).Order());
        Assert.Equal(_fold.Validation, fold.Validation);
        Assert.Equal(fold.Training.Order(), fold.Training);
        Assert.Equal(fold.HeldBack.Order(), fold.HeldBack);
    }

    [Fact]
    public void Every_class_gives_its_share()
    {
        // 15 training rows of class 1, and 15 of class 2 or 3.
        int[] classes = [.. Enumerable.Range(0, 40).Select(row => row % 2 == 1 ? row % 4 == 1 ? 1 : 3 : 2)];

        var held = HeldBackRows.From(_fold, 0.2, classes, groups: null, Random(1)).HeldBack.CountBy(row => classes[row]).ToDictionary();

        Assert.Equal([(1, 2), (2, 2), (3, 2)], held.OrderBy(each => each.Key).Select(each => (each.Key, each.Value)));
    }

    [Fact]
    public void The_same_stream_draws_the_same_rows_and_another_one_others()
    {
        Assert.Equal(HeldBackRows.From(_fold, 0.3, null, groups: null, Random(1)).HeldBack, HeldBackRows.From(_fold, 0.3, null, groups: null, Random(1)).HeldBack);
        Assert.NotEqual(HeldBackRows.From(_fold, 0.3, null, groups: null, Random(1)).HeldBack, HeldBackRows.From(_fold, 0.3, null, groups: null, Random(2)).HeldBack);
    }

    [Fact]
    public void In_order_the_last_rows_are_held_back() =>
        Assert.Equal(_fold.Training[^3..], HeldBackRows.From(_fold, 0.1, null, groups: null, random: null).HeldBack);

    [Theory]
    [InlineData(0.02, 1)]
    [InlineData(0.98, 29)]
    public void A_share_is_rounded_to_whole_rows(double share, int held) =>
        Assert.Equal(held, HeldBackRows.From(_fold, share, null, groups: null, Random(1)).HeldBack.Length);

    [Theory]
    [InlineData(0.01, "0.01 of 30 training rows is none; hold back a larger share, or leave it out and look at the validation rows.")]
    [InlineData(0.99, "0.99 of 30 training rows is all of them; hold back a smaller share, or leave it out and look at the validation rows.")]
    public void A_share_that_is_no_row_or_leaves_none_is_refused(double share, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => HeldBackRows.From(_fold, share, null, groups: null, Random(1))).Message);

    [Theory]
    [InlineData(0.1, 3)] // a group has three rows, and one must be held back
    [InlineData(0.24, 6)]
    [InlineData(0.3, 9)]
    [InlineData(0.9, 27)]
    public void Groups_are_held_back_whole_as_many_as_come_nearest_to_the_share(double share, int held)
    {
        int[] groups = [.. Enumerable.Range(0, 100).Select(row => row % 10)];
        var fold = HeldBackRows.From(new Fold([.. Enumerable.Range(0, 30)], [.. Enumerable.Range(30, 70)]), share, null, groups, Random(1));

        Assert.Equal(held, fold.HeldBack.Length);
        Assert.Empty(fold.Training.Select(row => groups[row]).Intersect(fold.HeldBack.Select(row => groups[row])));
        Assert.Equal(Enumerable.Range(0, 30), fold.Training.Concat(fold.HeldBack).Order());
    }

    [Fact]
    public void In_order_the_groups_that_begin_last_are_held_back()
    {
        int[] groups = [7, 7, 3, 3, 7, 5, 5, 0];

        Assert.Equal([5, 6, 7], HeldBackRows.From(new Fold([0, 1, 2, 3, 4, 5, 6, 7], []), 0.4, null, groups, random: null).HeldBack);
    }

    private static RandomStream Random(ulong seed) => new(seed, RandomPurpose.HeldBackRows);
}
