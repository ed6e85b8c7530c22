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
