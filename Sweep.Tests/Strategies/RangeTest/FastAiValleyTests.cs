using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class FastAiValleyTests
{
    [Fact]
    public void It_suggests_what_is_known_of_a_curve_without_noise() => KnownSuggestions.AssertSuggests(0.0012, new FastAiValley());

    // Longest 2, end 1: 1 − 2 + 0 + 0 = −1, which fastai takes for the highest rate.
    [Fact]
    public void A_place_before_the_first_is_the_first()
    {
        var outcome = new FastAiValley { Trimmed = false }.Suggest(RangeTestCurve.Of([SyntheticCurve.Of([0.1, 1], [2.0, 1.0])]));

        Assert.Equal(0.1, Assert.IsType<Suggestion>(outcome).Rate);
    }
}
