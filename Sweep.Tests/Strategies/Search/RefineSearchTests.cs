using Sweep.Strategies.Search;

namespace Sweep.Tests.Strategies.Search;

public class RefineSearchTests
{
    private static readonly ListDomain _decades = Rounds.List(0.1, 0.01, 0.001, 0.0001);

    [Fact]
    public void A_finer_grid_lies_between_the_neighbours_of_the_best_and_tries_nothing_twice() =>
        // Best at 0.02: first 0.01, whose neighbours are two decades apart, sixths of which are a third of a decade.
        Assert.Equal(
            ["0.1 | 0.01 | 0.001 | 0.0001", "0.00215443469003 | 0.00464158883361 | 0.0215443469003 | 0.0464158883361"],
            Rounds.Of(new RefineSearch { Rounds = 1, Points = 5 }, Rounds.Space(("rate", _decades)), configuration => Off(configuration, 0.02)));

    [Fact]
    public void Rounds_narrow_in_on_the_best()
    {
        var tried = new List<double>();
        string[] rounds = Rounds.Of(new RefineSearch { Rounds = 3, Points = 4 }, Rounds.Space(("rate", _decades)), configuration =>
        {
            tried.Add((double)configuration["rate"]!);
            return Off(configuration, 0.02);
        });

        Assert.Equal(4, rounds.Length);
        Assert.InRange(tried.MinBy(rate => Math.Abs(Math.Log10(rate / 0.02))), 0.0185, 0.0215);
    }

    [Fact]
    public void A_number_that_differs_from_one_that_was_tried_in_its_last_digit_is_not_tried_again()
    {
        var tried = new List<double>();
        Rounds.Of(new RefineSearch { Rounds = 3, Points = 5 }, Rounds.Space(("rate", _decades)), configuration =>
        {
            tried.Add((double)configuration["rate"]!);
            return Off(configuration, 0.0113);
        });

        Assert.All(tried.Order().Zip(tried.Order().Skip(1)), pair => Assert.True(pair.Second / pair.First > 1.001));
    }

    [Fact]
    public void A_linear_range_is_refined_linearly_and_whole_numbers_stay_whole()
    {
        Assert.Equal(
            ["0 | 0.5 | 1", "0.25 | 0.75"],
            Rounds.Of(new RefineSearch { Rounds = 1, Points = 3 }, Rounds.Space(("x", new RangeDomain(0, 1, logarithmic: false, points: 3))), configuration => Math.Abs((double)configuration["x"]! - 0.4)));
        Assert.Equal(
            ["2 | 4 | 6 | 8", "3 | 5"],
            Rounds.Of(new RefineSearch { Points = 9 }, Rounds.Space(("x", Rounds.List(2, 4, 6, 8))), configuration => Math.Abs((int)configuration["x"]! - 4)));
    }

    [Fact]
    public void An_end_is_extended_first_where_that_is_allowed_and_otherwise_refined_on_its_one_side()
    {
        var space = Rounds.Space(("rate", Rounds.List(1.0, 0.1)));

        Assert.Equal(
            ["1 | 0.1", "10", "2.15443469003 | 4.64158883361"],
            Rounds.Of(new RefineSearch { Rounds = 1, Points = 2, Extend = 1 }, space, configuration => Off(configuration, 9)));
        Assert.Equal(
            ["1 | 0.1", "0.215443469003 | 0.464158883361"],
            Rounds.Of(new RefineSearch { Rounds = 1, Points = 2 }, space, configuration => Off(configuration, 9)));
    }

    [Fact]
    public void In_two_dimensions_it_is_a_product() =>
        // Neighbours of (2, 20): 1 and 3, 10 and 30. Thirds of the way between them, and the best itself, without the best trial.
        Assert.Equal(
            "1.66666666667 16.6666666667 | 1.66666666667 20 | 1.66666666667 23.3333333333 | 2 16.6666666667 | 2 23.3333333333 | " +
            "2.33333333333 16.6666666667 | 2.33333333333 20 | 2.33333333333 23.3333333333",
            Rounds.Of(
                new RefineSearch { Rounds = 1, Points = 2 }, Rounds.Space(("a", Rounds.List(1.0, 2.0, 3.0)), ("b", Rounds.List(10.0, 20.0, 30.0))),
                configuration => Math.Abs((double)configuration["a"]! - 2) + Math.Abs((double)configuration["b"]! - 20))[1]);

    [Fact]
    public void Each_combination_of_other_values_has_its_own_rounds()
    {
        var space = Rounds.Space(("optimizer", Rounds.List("sgd", "adam", "lost")), ("rate", _decades));

        string[] rounds = Rounds.Of(new RefineSearch { Rounds = 1, Points = 2, Extend = 1 }, space, configuration => (string)configuration["optimizer"]! switch
        {
            "sgd" => Off(configuration, 5),
            "adam" => Off(configuration, 0.001),
            _ => double.NaN,
        });

        // sgd is extended while adam is refined already.
        Assert.Equal("sgd 1 | adam 0.000464158883361 | adam 0.00215443469003", rounds[1]);
        Assert.Equal("sgd 0.215443469003 | sgd 0.464158883361", rounds[2]);
        Assert.Equal(3, rounds.Length);
    }

    [Fact]
    public void The_most_that_may_follow_counts_groups_scales_and_rounds()
    {
        // sgd: one scale; adam: two. 2 steps a scale, and 3 rounds of 5, or of 6 · 6 − 1.
        var space = new SearchSpace(
        [
            new("optimizer", new ListDomain(new Choice("sgd"), new Choice("adam", new SearchSpace([new("beta", Rounds.List(0.9, 0.99))])))),
            new("rate", _decades),
        ]);

        Assert.Equal(2 + 3 * 5 + 2 * 2 + 3 * 35, new RefineSearch { Rounds = 3, Points = 5, Extend = 2 }.MostFurther(space));
        Assert.Equal(2 + 2 * 2, new GridSearch { Extend = 2 }.MostFurther(space));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Rounds_must_be_from_1_to_100(int rounds) =>
        Assert.StartsWith($"Rounds must be from 1 to 100; got {rounds}.", Assert.Throws<ArgumentOutOfRangeException>(() => new RefineSearch { Rounds = rounds }).Message, StringComparison.Ordinal);

    private static double Off(Configuration configuration, double best) => Math.Abs(Math.Log10((double)configuration["rate"]! / best));
}
