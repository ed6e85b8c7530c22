using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class LightningByIndexTests
{
    [Fact]
    public void It_suggests_what_is_known_of_a_curve_without_noise() => KnownSuggestions.AssertSuggests(0.0158, new LightningByIndex { LateCorrection = true });
}
