using Sweep.Strategies.Search;

namespace Sweep.Tests.Strategies.Search;

public class HaltonSearchTests
{
    public static TheoryData<bool> Scrambled() => [false, true];

    [Theory]
    [MemberData(nameof(Scrambled))]
    public void Of_as_many_points_in_a_row_as_a_power_of_its_base_each_part_of_a_dimension_has_one(bool scramble)
    {
        double[][] points = SequencePoints.Of(new HaltonSearch { Scramble = scramble }, 4, 343);
        foreach (var (dimension, count) in new[] { (0, 64), (1, 81), (2, 125), (3, 343) })
        {
            // Values have 12 digits, which moves those on a border to either side of it.
            var parts = points.Take(count).Select(point => (int)Math.Floor(point[dimension] * count + 1e-6)).Order();
            Assert.Equal(Enumerable.Range(0, count), parts);
        }
    }

    [Fact]
    public void Points_are_more_even_than_random_ones()
    {
        foreach (ulong seed in new ulong[] { 1, 2, 3, 4, 5 })
            Assert.True(Discrepancy.Centred(SequencePoints.Of(new HaltonSearch(), 4, 100, seed)) < 0.5 * Discrepancy.Centred(SequencePoints.Of(new RandomSearch(), 4, 100, seed)));
    }

    [Fact]
    public void In_high_bases_the_plain_points_lie_in_stripes_and_scrambled_ones_do_not()
    {
        double[][] plain = SequencePoints.Of(new HaltonSearch { Scramble = false }, 30, 60), scrambled = SequencePoints.Of(new HaltonSearch(), 30, 60);

        // Bases 109 and 113: the first 109 points climb side by side.
        Assert.True(Correlation(plain) > 0.99);
        Assert.InRange(Correlation(scrambled), -0.5, 0.5);

        static double Correlation(double[][] points)
        {
            double a = points.Average(point => point[28]), b = points.Average(point => point[29]);
            double both = points.Sum(point => (point[28] - a) * (point[29] - b));
            return both / Math.Sqrt(points.Sum(point => Math.Pow(point[28] - a, 2)) * points.Sum(point => Math.Pow(point[29] - b, 2)));
        }
    }

    [Fact]
    public void A_seed_moves_the_points_to_where_it_has_always_moved_them()
    {
        // Computed apart from this code, in Python, from Philox up. Another value here changes every study that searches so.
        Assert.Equal([0.772148138434, 0.285288001892, 0.608817298662], At(5));
        Assert.Equal([0.518566614539, 0.524331784112, 0.843993234662], At(1_234_567));

        static IEnumerable<double> At(int trial) => new HaltonSearch().Suggest(SequencePoints.Cube(3), trial, seed: 1)!.Values.Select(value => (double)value.Value);
    }

    [Fact]
    public void More_dimensions_than_there_are_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new HaltonSearch().Count(SequencePoints.Cube(70)));

        Assert.Equal("Halton's sequence has 64 dimensions here, and 70 hyperparameters vary. Vary fewer, or use method: random.", error.Message);
    }
}
