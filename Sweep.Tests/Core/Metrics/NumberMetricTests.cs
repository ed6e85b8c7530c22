using Sweep.Core.Metrics;

namespace Sweep.Tests.Core.Metrics;

public class NumberMetricTests
{
    [Fact]
    public void The_median_of_an_even_number_of_errors_is_the_mean_of_the_middle_two_unless_they_count_differently()
    {
        var tally = new MedianAbsoluteError().NewTally();
        foreach (double error in new[] { 4.0, 1, 2, 10 })
            tally.Add(error, 0);
        Assert.Equal(3, tally.Value);

        tally.Reset();
        tally.Add(1, 0, 0.5);
        tally.Add(2, 0, 3);
        tally.Add(7, 0, 1);
        Assert.Equal(2, tally.Value);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    public void Where_logarithms_have_no_meaning_there_is_no_value(double prediction, double target) =>
        Assert.All(new NumberMetric[] { new MeanSquaredLogError(), new MeanPoissonDeviance(), new MeanGammaDeviance() }, metric =>
        {
            var tally = metric.NewTally();
            tally.Add(prediction, target);
            tally.Add(1, 1);
            Assert.Equal(double.NaN, tally.Value);
        });

    [Fact]
    public void A_count_of_zero_has_a_poisson_deviance()
    {
        var tally = new MeanPoissonDeviance().NewTally();
        tally.Add(0.5, 0);
        Assert.Equal(1, tally.Value);
    }

    [Fact]
    public void One_row_has_no_variance_to_explain()
    {
        var tally = new RSquared().NewTally();
        Assert.Equal(double.NaN, tally.Value);
        tally.Add(1, 1);
        Assert.Equal(double.NaN, tally.Value);
        tally.Add(2, 2);
        Assert.Equal(1, tally.Value);
        tally.Reset();
        tally.Add(2, 2);
        Assert.Equal(double.NaN, tally.Value);
    }

    [Fact]
    public void The_first_target_may_be_far_from_the_others()
    {
        // Squares around the mean of 1e8, 0, 1 are 2/3·1e16 − 2/3·1e8 + 2/3: hardly less than what a wrong prediction of the first costs.
        var tally = new RSquared().NewTally();
        tally.Add(0, 1e8);
        tally.Add(0, 0);
        tally.Add(1, 1);
        Assert.Equal(1 - 1e16 / (2.0 / 3 * 1e16 - 2.0 / 3 * 1e8 + 2.0 / 3), tally.Value, tolerance: 1e-12);
    }
}
