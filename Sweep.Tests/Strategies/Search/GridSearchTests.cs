using FsCheck;
using FsCheck.Fluent;
using Sweep.Strategies.Search;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Strategies.Search;

public class GridSearchTests
{
    private static readonly GridSearch _grid = new();

    [Fact]
    public void A_nested_choice_varies_only_where_it_was_chosen()
    {
        var space = new SearchSpace(
        [
            new("optimizer", new ListDomain(
                new Choice("sgd"),
                new Choice("adam", new SearchSpace([new("beta", List(0.99, 0.999))])))),
            new("rate", List(0.1, 0.01)),
        ]);

        Assert.Equal(
            [
                "optimizer=sgd, rate=0.1", "optimizer=sgd, rate=0.01",
                "optimizer=adam, beta=0.99, rate=0.1", "optimizer=adam, beta=0.99, rate=0.01",
                "optimizer=adam, beta=0.999, rate=0.1", "optimizer=adam, beta=0.999, rate=0.01",
            ],
            All(space));
        Assert.Equal(["optimizer", "beta", "rate"], space.Names);
    }

    [Fact]
    public void A_name_that_a_choice_brings_along_replaces_the_common_one()
    {
        var space = new SearchSpace(
        [
            new("optimizer", new ListDomain(new Choice("sgd"), new Choice("adam", new SearchSpace([new("rate", List(0.001))])))),
            new("rate", List(0.1, 0.01)),
        ]);

        Assert.Equal(["optimizer=sgd, rate=0.1", "optimizer=sgd, rate=0.01", "optimizer=adam, rate=0.001"], All(space));
    }

    [Fact]
    public void Every_combination_comes_exactly_once_whatever_the_space() =>
        Prop.ForAll(SpaceOf(depth: 1, "p").ToArbitrary(), space =>
        {
            var all = All(space);
            return all.Count == _grid.Count(space) && all.Distinct().Count() == all.Count && all.SequenceEqual(Expand(space.Hyperparameters, ""));
        }).Hold();

    [Fact]
    public void A_grid_too_large_for_memory_is_walked_by_number()
    {
        var hundred = List([.. Enumerable.Range(0, 100).Select(value => (double)value)]);
        var space = new SearchSpace([.. Enumerable.Range(0, 9).Select(i => new Hyperparameter($"p{i}", hundred))]);

        Assert.Equal(1_000_000_000_000_000_000, _grid.Count(space));
        Assert.Equal("p0=98, p1=76, p2=54, p3=32, p4=10, p5=12, p6=34, p7=56, p8=78", Text(_grid.Suggest(space, 987654321012345678, seed: 0)!));
    }

    [Fact]
    public void A_value_that_brings_along_what_is_chosen_already_is_refused()
    {
        var space = new SearchSpace(
        [
            new("rate", List(0.1)),
            new("optimizer", new ListDomain(new Choice("sgd"), new Choice("adam", new SearchSpace([new("rate", List(0.001))])))),
        ]);

        var error = Assert.Throws<ArgumentException>(() => _grid.Count(space));

        Assert.Equal("optimizer = adam brings rate along, which has been chosen before it. Let it come first.", error.Message);
    }

    [Fact]
    public void Nothing_to_vary_is_one_configuration_and_a_range_without_points_is_none()
    {
        var range = new SearchSpace([new("a", List(1, 2)), new("b", new RangeDomain(0, 1, logarithmic: false, points: null))]);

        Assert.Equal([""], All(SearchSpace.Empty));
        Assert.Empty(All(range));
        Assert.Equal(0, _grid.Count(range));
    }

    [Fact]
    public void A_grid_that_may_not_be_extended_has_one_round()
    {
        var space = Rounds.Space(("rate", List(0.1, 0.01)));

        Assert.False(_grid.GoesOn);
        Assert.Equal(0, _grid.MostFurther(space));
        Assert.Equal(["0.1 | 0.01"], Rounds.Of(_grid, space, Rate));
    }

    [Theory]
    [InlineData(1, false, "0.1 | 0.01 | 0.001", "0.0001")] // the best lies further down
    [InlineData(3, false, "0.1 | 0.01 | 0.001", "0.0001", "1E-05", "1E-06")]
    [InlineData(3, true, "0.1 | 0.01 | 0.001", "1", "10", "100")]
    public void An_end_on_which_the_best_lies_is_extended_one_step_a_round_as_far_as_allowed(int extend, bool maximize, params string[] rounds) =>
        Assert.Equal(rounds, Rounds.Of(new GridSearch { Extend = extend }, Rounds.Space(("rate", List(0.1, 0.01, 0.001))), Rate, maximize));

    [Fact]
    public void It_ends_as_soon_as_the_best_lies_inside() =>
        Assert.Equal(
            ["0.1 | 0.01 | 0.001", "0.0001", "1E-05"],
            Rounds.Of(new GridSearch { Extend = 9 }, Rounds.Space(("rate", List(0.1, 0.01, 0.001))), configuration => Math.Abs(Math.Log10(Rate(configuration)) + 4)));

    [Fact]
    public void A_number_beyond_at_which_nothing_completed_ends_it() =>
        Assert.Equal(
            ["0.1 | 0.01 | 0.001", "1"],
            Rounds.Of(new GridSearch { Extend = 9 }, Rounds.Space(("rate", List(0.1, 0.01, 0.001))), configuration => Rate(configuration) < 1 ? Rate(configuration) : double.NaN, maximize: true));

    [Fact]
    public void Where_nothing_completed_nothing_is_extended() =>
        Assert.Single(Rounds.Of(new GridSearch { Extend = 2 }, Rounds.Space(("rate", List(0.1, 0.01))), _ => double.NaN));

    [Fact]
    public void Of_equals_the_first_counts()
    {
        Assert.Equal(["0.1 | 0.01 | 0.001", "1"], Rounds.Of(new GridSearch { Extend = 2 }, Rounds.Space(("rate", List(0.1, 0.01, 0.001))), _ => 1));
        Assert.Single(Rounds.Of(new GridSearch { Extend = 2 }, Rounds.Space(("rate", List(0.01, 0.1, 0.001))), _ => 1));
    }

    [Fact]
    public void Each_combination_of_other_values_is_extended_for_itself()
    {
        var space = Rounds.Space(("optimizer", Rounds.List("sgd", "adam", "lion")), ("rate", List(0.1, 0.01, 0.001)));

        // sgd is best at the top, adam inside, lion at the bottom.
        Assert.Equal(
            ["sgd 0.1 | sgd 0.01 | sgd 0.001 | adam 0.1 | adam 0.01 | adam 0.001 | lion 0.1 | lion 0.01 | lion 0.001", "sgd 1 | lion 0.0001"],
            Rounds.Of(new GridSearch { Extend = 1 }, space, configuration => Rate(configuration) * (string)configuration["optimizer"]! switch { "sgd" => -1, "lion" => 1, _ => 0 }
                + ((string)configuration["optimizer"]! == "adam" && Rate(configuration) != 0.01 ? 1 : 0)));
    }

    [Fact]
    public void A_branch_s_own_numbers_are_extended_where_it_was_taken_and_batch_sizes_and_texts_never()
    {
        var space = new SearchSpace(
        [
            new("optimizer", new ListDomain(
                new Choice("sgd"),
                new Choice("adam", new SearchSpace([new("rate", List(0.004, 0.002)), new("beta", List(0.9))])))),
            new("rate", List(0.1, 0.01)),
            new("size", Rounds.List("large", "small")),
        ]);

        Assert.Equal(
            "sgd 1 large | sgd 1 small | adam 0.008 0.9 large | adam 0.008 0.9 small",
            Rounds.Of(new GridSearch { Extend = 1 }, space, Rate, maximize: true)[1]);
    }

    [Fact]
    public void In_two_dimensions_the_best_trial_moves_along_each_on_whose_end_it_lies() =>
        Assert.Equal(
            ["10 0.2 | 10 0.4 | 1 0.2 | 1 0.4", "100 0.4 | 10 0.6", "1000 0.4"],
            Rounds.Of(
                new GridSearch { Extend = 2 }, Rounds.Space(("a", List(10, 1)), ("b", new RangeDomain(0.2, 0.4, logarithmic: false, points: 2))),
                configuration => (double)configuration["a"]! + (double)configuration["b"]!, maximize: true));

    [Theory]
    [InlineData(false, "0.5 | 0.3 | 0.1")] // 0.1 − 0.2 would be below 0, where no other number is
    [InlineData(true, "0.5 | 0.3 | 0.1", "0.7", "0.9")]
    public void A_scale_of_distances_does_not_leave_the_numbers_above_0_and_no_value_is_tried_that_would_be_refused(bool maximize, params string[] rounds) =>
        Assert.Equal(
            rounds,
            Rounds.Of(new GridSearch { Extend = 9 }, new SearchSpace([new("rate", List(0.5, 0.3, 0.1)) { Accepts = value => (double)value < 1 }]), Rate, maximize));

    [Fact]
    public void Whole_numbers_stay_whole()
    {
        Assert.Equal(["1 | 2 | 3", "4", "5"], Rounds.Of(new GridSearch { Extend = 2 }, Rounds.Space(("layers", Rounds.List(1, 2, 3))), configuration => -(int)configuration["layers"]!));
        Assert.Equal(["4 | 16 | 64", "1"], Rounds.Of(new GridSearch { Extend = 2 }, Rounds.Space(("layers", Rounds.List(4, 16, 64))), configuration => (int)configuration["layers"]!));
        Assert.Equal(["2 | 4", "8"], Rounds.Of(new GridSearch { Extend = 1 }, Rounds.Space(("layers", Rounds.List(2, 4))), configuration => -(int)configuration["layers"]!));
    }

    [Fact]
    public void A_list_goes_on_as_its_last_step_there()
    {
        Assert.Equal("0.3", Rounds.Of(new GridSearch { Extend = 1 }, Rounds.Space(("rate", List(0.001, 0.003, 0.01, 0.03, 0.1))), Rate, maximize: true)[1][..3]);
        Assert.Equal("1.01", Rounds.Of(new GridSearch { Extend = 1 }, Rounds.Space(("rate", List(0.9, 0.95, 0.98))), Rate, maximize: true)[1]);
    }

    private static double Rate(Configuration configuration) => (double)configuration["rate"]!;

    private static Gen<SearchSpace> SpaceOf(int depth, string prefix) =>
        Gen.Choose(1, 3).SelectMany(count => Gen.CollectToList(
            Enumerable.Range(0, count), i => DomainOf(depth, $"{prefix}{i}").Select(domain => new Hyperparameter($"{prefix}{i}", domain))))
            .Select(hyperparameters => new SearchSpace([.. hyperparameters]));

    private static Gen<Domain> DomainOf(int depth, string name) =>
        Gen.Choose(1, 3).SelectMany(count => Gen.CollectToList(Enumerable.Range(0, count), value => ChoiceOf(depth, value, name)))
            .Select(choices => (Domain)new ListDomain([.. choices]));

    private static Gen<Choice> ChoiceOf(int depth, int value, string name) => depth == 0
        ? Gen.Constant(new Choice(value))
        : Gen.Choose(0, 2).SelectMany(nested => nested == 0
            ? SpaceOf(depth - 1, name + "_").Select(space => new Choice(value, space))
            : Gen.Constant(new Choice(value)));

    // The definition, by recursion: what the numbered walk must equal.
    private static IEnumerable<string> Expand(IEnumerable<Hyperparameter> open, string before)
    {
        var list = open.ToList();
        if (list.Count == 0)
            return [before];
        return list[0].Domain.Choices.SelectMany(choice => Expand(
            choice.Conditional.Hyperparameters.Concat(list.Skip(1)), $"{before}{(before.Length > 0 ? ", " : "")}{list[0].Name}={choice.Value}"));
    }

    private static ListDomain List(params double[] values) => new([.. values.Select(value => new Choice(value))]);

    private static List<string> All(SearchSpace space)
    {
        var all = new List<string>();
        for (long number = 0; _grid.Suggest(space, number, seed: 0) is { } configuration; number++)
            all.Add(Text(configuration));
        return all;
    }

    private static string Text(Configuration configuration) =>
        string.Join(", ", configuration.Values.Select(value => FormattableString.Invariant($"{value.Key}={value.Value}")));
}
