using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

public class SteepestIntervalTests
{
    private const int Copies = 200;

    private static readonly SteepestInterval _rule = new();

    public static TheoryData<string, double> Curves()
    {
        var data = new TheoryData<string, double>();
        foreach (string name in SyntheticCurve.All.Keys)
        {
            foreach (double noise in new[] { 0, 0.02, 0.1 })
                data.Add(name, noise);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void The_steepest_point_of_the_curve_without_noise_is_in_nine_of_ten_intervals_narrower_than_a_decade(string name, double noise)
    {
        var curve = SyntheticCurve.All[name];
        double steepest = Math.Pow(10, curve.Steepest);
        var suggestions = Enumerable.Range(0, noise == 0 ? 1 : Copies).Select(number => _rule.Suggest(curve.Noisy(noise, number)) as Suggestion).ToArray();

        Assert.True(suggestions.Count(each => each?.Low <= steepest && steepest <= each.High) >= 0.9 * suggestions.Length);
        Assert.All(suggestions.OfType<Suggestion>(), each =>
        {
            Assert.True(each.DecadesWide < 1);
            Assert.InRange(each.Rate, each.Low, each.High);
            Assert.True(each.Floor < each.High);
        });
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Losses_below_0_give_the_same_suggestion(double noise)
    {
        for (int number = 0; number < 10; number++)
        {
            var above = Assert.IsType<Suggestion>(_rule.Suggest(SyntheticCurve.Known.Noisy(noise, number)));
            var below = Assert.IsType<Suggestion>(_rule.Suggest(SyntheticCurve.Known.Noisy(noise, number, shift: -5)));

            Assert.Equal(above.Rate, below.Rate, above.Rate * 1e-6);
            Assert.Equal(above.High, below.High, above.High * 1e-6);
            Assert.Equal(above.Floor, below.Floor);
            Assert.Equal(above.Peak!.Value, below.Peak!.Value, above.Peak.Value * 1e-6);
        }
    }

    // It rises from −0.56 on, and has a tenth of its steepest slope at −3.8.
    [Fact]
    public void Floor_and_peak_are_where_the_fall_begins_and_where_the_loss_is_lowest()
    {
        var suggestion = Assert.IsType<Suggestion>(_rule.Suggest(SyntheticCurve.Known.Noisy(0, 0)));

        Assert.Equal(-3.8, Math.Log10(suggestion.Floor!.Value), 0.2);
        Assert.Equal(-0.56, Math.Log10(suggestion.Peak!.Value), 0.1);
    }

    [Fact]
    public void A_loss_that_stays_low_to_the_highest_rate_has_no_peak() =>
        Assert.Null(Assert.IsType<Suggestion>(_rule.Suggest(SyntheticCurve.All["never-diverges"].Noisy(0, 0))).Peak);

    [Fact]
    public void A_flat_curve_is_told_so()
    {
        Assert.Equal(NoSuggestionReason.Flat, Reason(_ => 0.7));
        Assert.Equal(NoSuggestionReason.Flat, Reason(_ => 0));
        Assert.Equal(NoSuggestionReason.Flat, Reason(x => 0.7 + 1e-8 * x));
    }

    [Fact]
    public void A_curve_that_falls_to_the_last_rate_says_to_go_further_up() => Assert.Equal(NoSuggestionReason.ExtendUp, Reason(x => 2 - Math.Exp(x)));

    [Fact]
    public void A_curve_that_falls_from_the_first_rate_on_says_to_begin_further_down() =>
        Assert.Equal(NoSuggestionReason.ExtendDown, Reason(x => Math.Exp(-(x + 7)) + Math.Exp(3 * (x - 1))));

    [Fact]
    public void A_curve_that_only_rises_has_diverged_from_the_start() => Assert.Equal(NoSuggestionReason.DivergedFromTheStart, Reason(x => Math.Exp(x)));

    [Fact]
    public void So_has_one_that_ends_after_few_rates()
    {
        var outcome = _rule.Suggest(RangeTestCurve.Of([SyntheticCurve.Of(new RateGrid(1e-3, 10, 33).ToArray(), [2.0, 2.1], StopReason.Diverged)]));

        Assert.Equal(new NoSuggestion(NoSuggestionReason.DivergedFromTheStart, "A replicate diverged at rate 3 of 33. Begin the range further down."), outcome);
    }

    [Fact]
    public void Few_rates_are_too_few()
    {
        var outcome = _rule.Suggest(RangeTestCurve.Of([SyntheticCurve.Of(new RateGrid(1e-3, 10, 7).ToArray(), [2.0, 1.9, 1.5, 1, 0.8, 0.9, 1.5])]));

        Assert.Equal(new NoSuggestion(NoSuggestionReason.TooFewPoints, "The curve has 7 points, and needs 8. Try more rates."), outcome);
    }

    [Fact]
    public void Noise_alone_gives_no_suggestion() =>
        Assert.All(Enumerable.Range(0, 20), number => Assert.IsType<NoSuggestion>(_rule.Suggest((SyntheticCurve.Known with { Fall = 0, Rise = 0 }).Noisy(0.1, number))));

    [Fact]
    public void Replicates_that_fall_decades_apart_give_no_suggestion()
    {
        var (early, late) = (SyntheticCurve.Known with { Middle = -5 }, SyntheticCurve.Known);
        var replicates = new[] { early, early, late, late, late }.Select((curve, number) => curve.Noisy(0, 0, replicates: 1).Replicates[0] with { Number = number });

        Assert.Equal(NoSuggestionReason.Disagreement, Assert.IsType<NoSuggestion>(_rule.Suggest(RangeTestCurve.Of([.. replicates]))).Reason);
    }

    // Runs of 100 updates have lowest and steepest point 1.9 decades apart, runs of 50 half a decade.
    [Fact]
    public void The_longest_runs_count_in_which_steepest_and_lowest_point_are_less_than_a_decade_apart()
    {
        var shorter = SyntheticCurve.Known with { Turn = -2.1, Rate = 6 };
        var runs = SyntheticCurve.Known.Noisy(0, 0).Replicates[0] with
        {
            Updates = 100,
            Shorter = shorter.Noisy(0, 0).Replicates[0] with { Updates = 50, Shorter = SyntheticCurve.Known.Noisy(0, 0).Replicates[0] with { Updates = 25 } },
        };

        var suggestion = Assert.IsType<Suggestion>(_rule.Suggest(RangeTestCurve.Of([runs])));

        Assert.Equal(50, suggestion.Updates);
        Assert.InRange(suggestion.High / suggestion.Peak!.Value, 1, 1.3);
    }

    private static NoSuggestionReason Reason(Func<double, double> loss)
    {
        double[] rates = new RateGrid(1e-7, 10, 33).ToArray();
        return Assert.IsType<NoSuggestion>(_rule.Suggest(RangeTestCurve.Of([SyntheticCurve.Of(rates, [.. rates.Select(rate => loss(Math.Log10(rate)))])]))).Reason;
    }
}
