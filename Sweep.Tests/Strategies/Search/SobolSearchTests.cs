using Sweep.Strategies.Search;

namespace Sweep.Tests.Strategies.Search;

public class SobolSearchTests
{
    public static TheoryData<bool> Scrambled() => [false, true];

    [Theory]
    [MemberData(nameof(Scrambled))]
    public void Of_every_64_points_in_a_row_each_64th_of_every_dimension_has_one(bool scramble)
    {
        double[][] points = SequencePoints.Of(new SobolSearch { Scramble = scramble }, 64, 256);

        foreach (var row in points.Chunk(64))
        {
            for (int dimension = 0; dimension < 64; dimension++)
                Assert.Equal(Enumerable.Range(0, 64), row.Select(point => (int)(point[dimension] * 64)).Order());
        }
    }

    [Fact]
    public void In_the_first_two_dimensions_every_cell_of_every_grid_of_32_has_one_of_32_points()
    {
        foreach (ulong seed in new ulong[] { 1, 2, 3 })
        {
            double[][] points = SequencePoints.Of(new SobolSearch(), 2, 32, seed);
            for (int rows = 1; rows <= 32; rows *= 2)
                Assert.Equal(32, points.Select(point => ((int)(point[0] * rows), (int)(point[1] * (32 / rows)))).Distinct().Count());
        }
    }

    [Fact]
    public void Points_are_more_even_than_random_ones()
    {
        foreach (ulong seed in new ulong[] { 1, 2, 3, 4, 5 })
            Assert.True(Discrepancy.Centred(SequencePoints.Of(new SobolSearch(), 5, 64, seed)) < 0.5 * Discrepancy.Centred(SequencePoints.Of(new RandomSearch(), 5, 64, seed)));
    }

    [Fact]
    public void Another_seed_moves_all_dimensions_and_the_plain_points_stay()
    {
        double[] one = SequencePoints.Of(new SobolSearch(), 64, 1, seed: 1)[0], other = SequencePoints.Of(new SobolSearch(), 64, 1, seed: 2)[0];

        Assert.All(one.Zip(other), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(64, one.Distinct().Count());
        Assert.Equal(
            SequencePoints.Of(new SobolSearch { Scramble = false }, 3, 8, seed: 1), SequencePoints.Of(new SobolSearch { Scramble = false }, 3, 8, seed: 2));
    }

    [Fact]
    public void A_value_of_a_name_is_the_same_whatever_branch_was_taken()
    {
        var rate = new Hyperparameter("rate", new RangeDomain(0, 1, logarithmic: false, points: null));
        var branching = new SearchSpace(
        [
            new("optimizer", new ListDomain(new Choice("sgd"), new Choice("adam", new SearchSpace([new("beta", new RangeDomain(0, 1, logarithmic: false, points: null))])))),
            rate,
        ]);
        var plain = new SearchSpace(
        [
            new("optimizer", new ListDomain(new Choice("sgd"), new Choice("adam"))), new("beta", new RangeDomain(0, 1, logarithmic: false, points: null)), rate,
        ]);
        for (int trial = 0; trial < 32; trial++)
        {
            var (some, all) = (new SobolSearch().Suggest(branching, trial, seed: 4)!, new SobolSearch().Suggest(plain, trial, seed: 4)!);

            Assert.Equal((all["optimizer"], all["rate"]), (some["optimizer"], some["rate"]));
            Assert.Equal((string)some["optimizer"]! == "adam" ? all["beta"] : null, some["beta"]);
        }
    }

    [Fact]
    public void What_does_not_vary_takes_no_dimension()
    {
        var space = new SearchSpace([new("optimizer", new ListDomain(new Choice("sgd"))), .. SequencePoints.Cube(2).Hyperparameters]);

        Assert.Equal(
            SequencePoints.Of(new SobolSearch(), 2, 8),
            Enumerable.Range(0, 8).Select(trial => new SobolSearch().Suggest(space, trial, seed: 1)!.Values.Skip(1).Select(value => (double)value.Value).ToArray()));
    }

    [Fact]
    public void Each_value_of_a_list_gets_an_equal_share()
    {
        var space = new SearchSpace([new("a", new ListDomain(new Choice("p"), new Choice("q"), new Choice("r"), new Choice("s")))]);

        Assert.All(
            Enumerable.Range(0, 64).Select(trial => new SobolSearch().Suggest(space, trial, seed: 1)!["a"]).CountBy(value => (string)value!), count => Assert.Equal(16, count.Value));
    }

    [Fact]
    public void A_seed_moves_the_points_to_where_it_has_always_moved_them()
    {
        // Computed apart from this code, in Python, from Philox up. Another value here changes every study that searches so.
        Assert.Equal([0.681069302228, 0.179451461821, 0.532798472274], At(5));
        Assert.Equal([0.429311203626, 0.420345302611, 0.597843352188], At(1_234_567));

        static IEnumerable<double> At(int trial) => new SobolSearch().Suggest(SequencePoints.Cube(3), trial, seed: 1)!.Values.Select(value => (double)value.Value);
    }

    [Fact]
    public void More_dimensions_than_there_are_are_refused()
    {
        Assert.Null(new SobolSearch().Count(SequencePoints.Cube(64)));

        var error = Assert.Throws<ArgumentException>(() => new SobolSearch().Count(SequencePoints.Cube(65)));

        Assert.Equal("Sobol's sequence has 64 dimensions here, and 65 hyperparameters vary. Vary fewer, or use method: random.", error.Message);
    }
}
