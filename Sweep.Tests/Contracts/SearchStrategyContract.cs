using Sweep.Strategies.Search;
using Sweep.Tests.Strategies.Search;

namespace Sweep.Tests.Contracts;

/// <summary>What every search strategy must do.</summary>
public class SearchStrategyContract
{
    private const int Trials = 300;

    // A list, ranges of both kinds, and a branch that adds a name, takes the place of a common one, and branches again.
    private static readonly SearchSpace _space = new(
    [
        new("optimizer", new ListDomain(
            new Choice("sgd"),
            new Choice("momentum", new SearchSpace([new("decay", List(0.5, 0.9, 0.99))])),
            new Choice("adam", new SearchSpace(
            [
                new("rate", new RangeDomain(1e-5, 1e-2, logarithmic: true, points: 4)),
                new("average", new ListDomain(new Choice("none"), new Choice("moving", new SearchSpace([new("horizon", List(10, 100))])))),
            ])))),
        new("rate", new RangeDomain(1e-3, 1, logarithmic: true, points: 4)),
        new("dropout", new RangeDomain(-0.1, 0.7, logarithmic: false, points: 3)),
    ]);

    public static TheoryData<string> Names() => [.. SearchStrategies.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_answers_alike_in_any_order_and_from_any_thread(string name)
    {
        string?[] forwards = [.. Enumerable.Range(0, Trials).Select(At)];
        string?[] backwards = [.. Enumerable.Range(0, Trials).Reverse().Select(At).Reverse()];
        var sideBySide = new string?[Trials];
        Parallel.For(0, Trials, new ParallelOptions { MaxDegreeOfParallelism = 4 }, trial => sideBySide[trial] = At(trial));

        Assert.Equal(forwards, backwards);
        Assert.Equal(forwards, sideBySide);

        string? At(int trial) => Text(SearchStrategies.Catalog.Create(name).Suggest(_space, trial, seed: 5));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_suggestion_lies_in_the_space(string name)
    {
        var strategy = SearchStrategies.Catalog.Create(name);
        Assert.All(Enumerable.Range(0, Trials), trial =>
        {
            if (strategy.Suggest(_space, trial, seed: 5) is { } configuration)
                AssertIn(_space, configuration);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void There_are_as_many_suggestions_as_it_counts(string name)
    {
        var strategy = SearchStrategies.Catalog.Create(name);
        long? count = strategy.Count(_space);

        Assert.NotNull(strategy.Suggest(_space, 0, seed: 5));
        Assert.NotNull(strategy.Suggest(_space, (count ?? long.MaxValue) - 1, seed: 5));
        if (count is { } end)
            Assert.Null(strategy.Suggest(_space, end, seed: 5));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_to_vary_is_a_configuration_without_values(string name) =>
        Assert.Empty(SearchStrategies.Catalog.Create(name).Suggest(SearchSpace.Empty, 0, seed: 5)!.Values);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_trial_below_0_is_refused(string name) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchStrategies.Catalog.Create(name).Suggest(_space, -1, seed: 5));

    [Theory]
    [MemberData(nameof(Adaptive))]
    public void Rounds_follow_from_results_alone_try_nothing_twice_and_end(string name)
    {
        var search = (IAdaptiveSearch)SearchStrategies.Catalog.Create(name);
        foreach (bool maximize in new[] { false, true })
        {
            // A bowl in the logarithm of the rate, whose bottom lies beyond every grid; some trials diverge.
            string[] once = Rounds.Of(search, _space, Objective, maximize), again = Rounds.Of(search, _space, Objective, maximize);

            Assert.Equal(once, again);
        }

        static double Objective(Configuration configuration) =>
            (double)configuration["rate"]! > 0.5 ? double.NaN : Math.Pow(Math.Log10((double)configuration["rate"]!) + 7, 2) + (double)configuration["dropout"]!;
    }

    public static TheoryData<string> Adaptive() => [.. SearchStrategies.Catalog.Names.Where(name => SearchStrategies.Catalog.Create(name) is IAdaptiveSearch)];

    private static void AssertIn(SearchSpace space, Configuration configuration)
    {
        for (int position = 0; position < configuration.Values.Count; position++)
        {
            var (name, value) = configuration.Values[position];
            var hyperparameter = space.Hyperparameters[position];
            Assert.Equal(hyperparameter.Name, name);
            if (hyperparameter.Domain is RangeDomain range)
                Assert.InRange((double)value, range.Low, range.High);
            else
                space = space.Choose(position, Assert.Single(hyperparameter.Domain.Choices, choice => choice.Value.Equals(value)));
        }
        Assert.Equal(space.Hyperparameters.Count, configuration.Values.Count);
    }

    private static string? Text(Configuration? configuration) =>
        configuration is null ? null : string.Join(", ", configuration.Values.Select(value => FormattableString.Invariant($"{value.Key}={value.Value}")));

    private static ListDomain List(params double[] values) => new([.. values.Select(value => new Choice(value))]);
}
