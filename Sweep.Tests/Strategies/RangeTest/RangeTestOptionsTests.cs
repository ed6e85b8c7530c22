using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class RangeTestOptionsTests
{
    [Fact]
    public void Runs_are_looked_at_twice_per_halving() => Assert.Equal([12, 17, 25, 35, 50, 70, 100, 141, 200], new RangeTestOptions().Looks(900));

    [Fact]
    public void Runs_are_no_longer_than_the_training() => Assert.Equal([1, 2, 3, 5, 7, 10, 14, 20], new RangeTestOptions().Looks(20));

    [Fact]
    public void A_continuous_test_takes_a_step_at_each_rate() =>
        Assert.Equal([1], new RangeTestOptions { Mode = RangeTestMode.Continuous }.Looks(900));

    [Fact]
    public void Wrong_settings_are_refused()
    {
        AssertRefused(() => new RangeTestOptions { Replicates = 0 }, "Replicates must be from 1 to 1000; got 0.");
        AssertRefused(() => new RangeTestOptions { Replicates = 2_000_000_000 }, "Replicates must be from 1 to 1000; got 2000000000.");
        AssertRefused(() => new RangeTestOptions { StepsPerRate = 0 }, "StepsPerRate must be at least 1; got 0.");
        AssertRefused(() => new RangeTestOptions { Halvings = -1 }, "Halvings must be from 0 to 30; got -1.");
        AssertRefused(() => new RangeTestOptions { Halvings = int.MaxValue }, "Halvings must be from 0 to 30; got 2147483647.");
        AssertRefused(() => new RangeTestOptions { MeasuredRows = -1 }, "MeasuredRows must be at least 0; got -1.");
        AssertRefused(() => new RangeTestOptions { Mode = (RangeTestMode)9 }, "Mode must be one of ShortRuns, Continuous; got 9.");
    }

    private static void AssertRefused(Func<RangeTestOptions> make, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
}
