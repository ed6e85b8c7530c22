using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class SmoothedCurveTests
{
    [Fact]
    public void A_parabola_stays_as_it_is_up_to_its_ends_on_uneven_steps()
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(i => -7 + 0.2 * i + 0.05 * Math.Sin(i))];

        var smoothed = SmoothedCurve.Of(x, [.. x.Select(each => 3 - 2 * each + 0.5 * each * each)], halfWidth: 1);

        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(3 - 2 * x[i] + 0.5 * x[i] * x[i], smoothed.Values[i], 1e-9);
            Assert.Equal(-2 + x[i], smoothed.Slopes[i], 1e-9);
        }
    }

    [Fact]
    public void A_step_is_smoothed_without_being_shifted()
    {
        double[] x = [.. Enumerable.Range(-30, 61).Select(i => i / 10.0)];

        var smoothed = SmoothedCurve.Of(x, [.. x.Select(each => each < 0 ? 1 : each == 0 ? 0.5 : 0)], halfWidth: 1);

        Assert.Equal(30, Enumerable.Range(0, x.Length).MinBy(i => smoothed.Slopes[i]));
        Assert.All(Enumerable.Range(1, 30), i => Assert.Equal(smoothed.Slopes[30 - i], smoothed.Slopes[30 + i], 1e-9));
    }

    // One error at one point: what it adds to a slope is that point's share, and the shares' squares add up.
    [Fact]
    public void The_error_of_a_slope_is_that_of_its_points()
    {
        double[] x = [.. Enumerable.Range(0, 21).Select(i => i / 10.0)];
        double squares = Enumerable.Range(0, 21).Sum(point => Math.Pow(SmoothedCurve.Of(x, [.. x.Select((_, i) => i == point ? 1.0 : 0)], 0.7).Slopes[4], 2));

        Assert.Equal(Math.Sqrt(squares), SmoothedCurve.Of(x, x, 0.7).SlopeErrors[4], 1e-9);
    }

    [Fact]
    public void Two_points_are_refused() => Assert.Equal(
        "A curve needs at least 3 points to be smoothed; got 2. (Parameter 'losses')",
        Assert.Throws<ArgumentException>(() => SmoothedCurve.Of([1, 2], [1, 2], 1)).Message);
}
