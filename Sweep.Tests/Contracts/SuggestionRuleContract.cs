using Sweep.Strategies.RangeTest;
using Sweep.Tests.Strategies.RangeTest;

namespace Sweep.Tests.Contracts;

/// <summary>What every rule must do that reads a learning rate off a range test.</summary>
public class SuggestionRuleContract
{
    public static TheoryData<string> Names() => [.. SuggestionRules.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_answers_alike_in_any_order_and_from_any_thread(string name)
    {
        var rule = SuggestionRules.Catalog.Create(name);
        var forwards = Enumerable.Range(0, 20).Select(At).ToArray();
        var backwards = Enumerable.Range(0, 20).Reverse().Select(At).Reverse().ToArray();
        var sideBySide = new RangeTestOutcome[20];
        Parallel.For(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 4 }, number => sideBySide[number] = At(number));

        Assert.Equal(forwards, backwards);
        Assert.Equal(forwards, sideBySide);
        Assert.Contains(forwards, outcome => outcome is Suggestion);

        RangeTestOutcome At(int number) => rule.Suggest(SyntheticCurve.Known.Noisy(0.02, number, replicates: 1 + number % 3));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_replicates_makes_no_difference(string name)
    {
        var rule = SuggestionRules.Catalog.Create(name);
        var replicates = SyntheticCurve.Known.Noisy(0.02, 1).Replicates;

        Assert.Equal(Rounded(rule.Suggest(RangeTestCurve.Of(replicates))), Rounded(rule.Suggest(RangeTestCurve.Of([.. replicates.Reverse()]))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_never_throws_and_suggests_nothing_outside_the_range(string name)
    {
        var rule = SuggestionRules.Catalog.Create(name);
        foreach (int points in Enumerable.Range(1, 20).Append(100))
        {
            double[] rates = points == 1 ? [0.1] : new RateGrid(1e-7, 10, points).ToArray();
            foreach (var loss in Degenerate(points))
            {
                double[] losses = [.. Enumerable.Range(0, points).Select(loss)];
                foreach (int replicates in new[] { 1, 3 })
                {
                    foreach (var stopped in Enum.GetValues<StopReason>())
                        AssertSound(rule.Suggest(RangeTestCurve.Of([.. Enumerable.Range(0, replicates).Select(number => SyntheticCurve.Of(rates, losses, stopped, number))])), rates);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_suggested_where_the_loss_is_constant_or_rises(string name)
    {
        double[] rates = new RateGrid(1e-7, 10, 50).ToArray();
        foreach (var loss in new Func<int, double>[] { _ => 0.7, i => 1 + 0.1 * i, i => Math.Exp(i) })
            Assert.IsType<NoSuggestion>(SuggestionRules.Catalog.Create(name).Suggest(RangeTestCurve.Of([SyntheticCurve.Of(rates, [.. Enumerable.Range(0, 50).Select(loss)])])));
    }

    private static IEnumerable<Func<int, double>> Degenerate(int points) =>
    [
        _ => 0.7, _ => 0, i => i, i => -i, i => -1e30 * i, i => Math.Exp(i), i => i % 2, i => i == points / 2 ? -1 : 1, i => -5 + 0.1 * Math.Cos(i),
        i => i < points / 2 ? -i : double.NaN, i => i < points / 3 ? -i : double.PositiveInfinity, _ => double.NaN, _ => double.NegativeInfinity,
    ];

    private static void AssertSound(RangeTestOutcome outcome, double[] rates)
    {
        if (outcome is NoSuggestion nothing)
        {
            Assert.True(Enum.IsDefined(nothing.Reason));
            Assert.NotEmpty(nothing.Explanation);
            return;
        }

        // A tenth of the lowest rate is what "the minimum divided by 10" comes to there; an interval may reach a decade beyond.
        var suggestion = (Suggestion)outcome;
        Assert.InRange(suggestion.Rate, rates[0] / 10, rates[^1]);
        Assert.True(suggestion.Low <= suggestion.Rate && suggestion.Rate <= suggestion.High && suggestion.Low > 0 && double.IsFinite(suggestion.High));
    }

    private static string Rounded(RangeTestOutcome outcome) =>
        outcome is Suggestion suggestion ? $"{suggestion.Rate:g9} {suggestion.Low:g9} {suggestion.High:g9}" : ((NoSuggestion)outcome).Reason.ToString();
}
