using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class FastAiSlideTests
{
    [Fact]
    public void It_suggests_what_is_known_of_a_curve_without_noise() => KnownSuggestions.AssertSuggests(0.0091, new FastAiSlide());

    [Fact]
    public void Fewer_than_16_losses_are_too_few()
    {
        double[] losses = [.. Enumerable.Range(0, 15).Select(i => 20.0 - i)];

        var outcome = new FastAiSlide { Trimmed = false }.Suggest(RangeTestCurve.Of([SyntheticCurve.Of(new RateGrid(1e-5, 1, 15).ToArray(), losses)]));

        Assert.Equal(new NoSuggestion(NoSuggestionReason.TooFewPoints, "The rule looks at 15 of the losses, and needs 16. Try more rates."), outcome);
    }
}
