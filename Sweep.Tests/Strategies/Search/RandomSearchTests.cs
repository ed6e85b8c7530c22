using System.Globalization;
using Sweep.Strategies.Search;

namespace Sweep.Tests.Strategies.Search;

/// <summary>Draws are fixed by the seed, so a test of their distribution passes always or never.</summary>
public class RandomSearchTests
{
    private const int Draws = 10_000;

    private static readonly RandomSearch _random = new();

    [Fact]
    public void Another_seed_or_another_trial_draws_other_values()
    {
        var space = Space("rate", new RangeDomain(0, 1, logarithmic: false, points: null));
        long[] trials = [0, 1, 2, 1L << 32, long.MaxValue];
        ulong[] seeds = [0, 1, 2, 1UL << 32, ulong.MaxValue];

        var values = seeds.SelectMany(seed => trials.Select(trial => _random.Suggest(space, trial, seed)!["rate"]));

        Assert.Equal(seeds.Length * trials.Length, values.Distinct().Count());
    }

    [Fact]
    public void A_trial_draws_what_it_has_always_drawn()
    {
        // Computed apart from this code, in Python, from Philox up. Another value here changes every study that searches at random.
        var space = new SearchSpace(
        [
            new("optimizer", List("sgd", "momentum", "adam")),
            new("rate", new RangeDomain(1e-4, 1, logarithmic: true, points: null)),
            new("dropout", new RangeDomain(0, 0.5, logarithmic: false, points: null)),
        ]);

        Assert.Equal("optimizer=adam, rate=0.000423681550594, dropout=0.470742359798", Text(_random.Suggest(space, 0, seed: 1)!));
        Assert.Equal("optimizer=sgd, rate=0.000571216140143, dropout=0.105913747719", Text(_random.Suggest(space, 12_345_678_901, seed: 1)!));
    }

    [Fact]
    public void Each_value_of_a_list_is_as_likely_as_the_others()
    {
        var counts = All(Space("optimizer", List("sgd", "momentum", "adam", "nadam"))).CountBy(Text).ToDictionary();

        // 2,500 each are expected: chi-square with 3 degrees of freedom, whose 99.9 % point is 16.3.
        Assert.Equal(4, counts.Count);
        Assert.InRange(ChiSquare(counts.Values, Draws / 4.0), 0, 16.3);
    }

    [Fact]
    public void A_range_is_drawn_evenly()
    {
        var tenths = Numbers(new RangeDomain(-1, 3, logarithmic: false, points: null)).CountBy(value => (int)((value + 1) / 0.4)).ToDictionary();

        // 1,000 in each tenth: chi-square with 9 degrees of freedom, whose 99.9 % point is 27.9.
        Assert.Equal(Enumerable.Range(0, 10), tenths.Keys.Order());
        Assert.InRange(ChiSquare(tenths.Values, Draws / 10.0), 0, 27.9);
    }

    [Fact]
    public void A_range_on_a_log_scale_is_drawn_evenly_over_its_decades()
    {
        var decades = Numbers(new RangeDomain(1e-5, 1, logarithmic: true, points: null)).CountBy(value => (int)Math.Floor(Math.Log10(value))).ToDictionary();

        // 2,000 in each of five decades: chi-square with 4 degrees of freedom, whose 99.9 % point is 18.5.
        Assert.Equal([-5, -4, -3, -2, -1], decades.Keys.Order());
        Assert.InRange(ChiSquare(decades.Values, Draws / 5.0), 0, 18.5);
    }

    [Fact]
    public void Hyperparameters_are_drawn_independently_of_each_other()
    {
        var pairs = All(new SearchSpace([new("a", List("1", "2", "3")), new("b", List("1", "2", "3"))])).CountBy(Text).ToDictionary();

        // Nine pairs: chi-square with 8 degrees of freedom, whose 99.9 % point is 26.1.
        Assert.Equal(9, pairs.Count);
        Assert.InRange(ChiSquare(pairs.Values, Draws / 9.0), 0, 26.1);
    }

    [Fact]
    public void Trials_one_after_the_other_are_drawn_independently()
    {
        double[] values = [.. Numbers(new RangeDomain(0, 1, logarithmic: false, points: null))];

        double covariance = Enumerable.Range(1, Draws - 1).Average(trial => (values[trial] - 0.5) * (values[trial - 1] - 0.5));

        // The correlation of so many has a standard deviation of 1/√10,000 = 0.01; the variance of a draw is 1/12.
        Assert.InRange(12 * covariance, -0.033, 0.033);
    }

    [Fact]
    public void A_drawn_value_brings_along_what_replaces_the_common_one()
    {
        var space = new SearchSpace(
        [
            new("optimizer", new ListDomain(
                new Choice("sgd"),
                new Choice("adam", new SearchSpace([new("rate", List("small")), new("beta", List("0.9"))])))),
            new("rate", List("large")),
        ]);

        Assert.Equal(
            ["optimizer=adam, rate=small, beta=0.9", "optimizer=sgd, rate=large"],
            All(space).Select(Text).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Values_have_12_digits()
    {
        foreach (double value in Numbers(new RangeDomain(1e-5, 1, logarithmic: true, points: null)).Take(1000))
            Assert.Equal(value, double.Parse(value.ToString("E11", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_range_without_points_varies_and_has_a_type()
    {
        var space = Space("rate", new RangeDomain(0.5, 1, logarithmic: false, points: null));

        Assert.True(space.Varies("rate"));
        Assert.Equal(typeof(double), space.TypeOf("rate"));
    }

    [Fact]
    public void What_is_a_number_here_and_a_text_there_is_text()
    {
        var space = Space("schedule", new ListDomain(
            new Choice("a", new SearchSpace([new("decay", new ListDomain(new Choice(0.5))), new("power", new ListDomain(new Choice(1), new Choice(2)))])),
            new Choice("b", new SearchSpace([new("decay", List("30%"))]))));

        Assert.Equal([typeof(string), typeof(int)], new[] { "decay", "power" }.Select(space.TypeOf));
    }

    private static double ChiSquare(IEnumerable<int> counts, double expected) => counts.Sum(count => Math.Pow(count - expected, 2) / expected);

    private static IEnumerable<double> Numbers(Domain domain) => All(Space("value", domain)).Select(each => (double)each["value"]!);

    private static IEnumerable<Configuration> All(SearchSpace space) =>
        Enumerable.Range(0, Draws).Select(trial => _random.Suggest(space, trial, seed: 3)!);

    private static SearchSpace Space(string name, Domain domain) => new([new Hyperparameter(name, domain)]);

    private static ListDomain List(params string[] values) => new([.. values.Select(value => new Choice(value))]);

    private static string Text(Configuration configuration) =>
        string.Join(", ", configuration.Values.Select(value => FormattableString.Invariant($"{value.Key}={value.Value}")));
}
