using FsCheck.Fluent;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Optimizers;

public class LineSearchTests
{
    [Fact]
    public void What_it_finds_is_low_and_flat_enough()
    {
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new RandomStream((ulong)seed, RandomPurpose.Search);
            double center = random.Uniform(0.01, 20), width = random.Uniform(0.1, 10), waves = random.Uniform(0, 3), trial = random.Uniform(1e-3, 30);

            // A bowl with waves on it, which the first slope leads into.
            double Loss(double t) => width * (t - center) * (t - center) + waves * Math.Sin(3 * t);
            double Slope(double t) => 2 * width * (t - center) + 3 * waves * Math.Cos(3 * t);
            if (Slope(0) >= 0)
                return;
            var search = Search(Loss, Slope, trial);

            Assert.InRange(search.Evaluations, 1, 24);
            double t = search.Low.Step;
            Assert.True(Loss(t) <= Loss(0) + LineSearch.Decrease * t * Slope(0));
            Assert.True(Math.Abs(Slope(t)) <= LineSearch.Curvature * -Slope(0));
        }).Hold(2000);
    }

    [Fact]
    public void Without_a_lower_point_it_ends_at_the_start()
    {
        // The slope promises a fall that does not come.
        var search = Search(t => t, _ => -1, 1);

        Assert.Equal((0, 25), (search.Low.Step, search.Evaluations));
    }

    [Fact]
    public void Without_a_flat_point_it_ends_at_the_lowest()
    {
        var search = Search(t => -t, _ => -1, 1);

        Assert.Equal(25, search.Evaluations);
        Assert.Equal(1e24, search.Low.Step, tolerance: 1e18);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_loss_that_is_no_number_is_high(double loss)
    {
        // Falls to 1, and cannot be computed beyond 2.
        var search = Search(t => t > 2 ? loss : (t - 1) * (t - 1), t => t > 2 ? double.NaN : 2 * (t - 1), 100);

        Assert.InRange(search.Low.Step, 0.5, 1.9);
    }

    [Fact]
    public void It_goes_on_from_what_a_state_remembers()
    {
        static double Loss(double t) => Math.Cos(t) + 0.01 * t * t;
        static double Slope(double t) => -Math.Sin(t) + 0.02 * t - 0.1;
        var state = new OptimizerState(1);
        var search = LineSearch.From(Loss(0), Slope(0), 0.01);
        while (!search.Ended)
        {
            search.Save(state);
            Assert.Equal(search, LineSearch.Load(state));
            search = search.After(Loss(search.Trial), Slope(search.Trial));
        }
    }

    private static LineSearch Search(Func<double, double> loss, Func<double, double> slope, double trial)
    {
        var search = LineSearch.From(loss(0), slope(0), trial);
        while (!search.Ended)
            search = search.After(loss(search.Trial), slope(search.Trial));
        return search;
    }
}
