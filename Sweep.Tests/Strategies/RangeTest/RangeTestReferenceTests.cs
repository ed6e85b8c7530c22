using System.Text.Json;
using Sweep.Strategies.RangeTest;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Strategies.RangeTest;

public class RangeTestReferenceTests
{
    private static readonly ReferenceFile _file = ReferenceFile.Load("lrfinder.json");

    public static TheoryData<string> Cases() => ReferenceFile.Ids("lrfinder.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rates_are_those_of_the_reference(string id) => AssertNumbers(id, "lr", Rates(id));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_are_averaged_and_end_as_in_the_reference(string id)
    {
        var expected = Expected(id);
        var average = Average(id);

        AssertNumbers(id, "smoothed", average.Losses);
        Assert.Equal(expected.GetProperty("stop_index").GetInt32(), average.StopIndex);
        Assert.Equal(expected.GetProperty("points_recorded").GetInt32(), average.Losses.Count);
        Assert.Equal(
            expected.GetProperty("stop_reason").GetString(),
            average.Stopped switch { StopReason.Diverged => "diverged", StopReason.EndOfRange => "end", _ => "not finite" });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rules_suggest_what_the_reference_has(string id)
    {
        var suggestions = Expected(id).GetProperty("suggestions");
        (string View, string Rule, IndexRule Ours)[] rules =
        [
            .. new[] { ("all_recorded", false), ("trimmed", true) }.SelectMany(view => new (string, string, IndexRule)[]
            {
                (view.Item1, "steepest", new FastAiSteep { Trimmed = view.Item2 }),
                (view.Item1, "minimum_over_10", new FastAiMinimum { Trimmed = view.Item2 }),
                (view.Item1, "valley", new FastAiValley { Trimmed = view.Item2 }),
                (view.Item1, "slide", new FastAiSlide { Trimmed = view.Item2 }),
            }),
            ("lightning", "by_lr", new LightningByRate()),
            ("lightning", "by_index", new LightningByIndex()),
        ];
        foreach (var (view, rule, ours) in rules)
        {
            var outcome = (ours with { Beta = Parameter(id, "beta"), StopFactor = Parameter(id, "stop_factor") }).Suggest(Curve(id));
            if (!suggestions.TryGetProperty(view, out var listed))
            {
                // The file has nothing for a loss that never falls.
                Assert.Equal(NoSuggestionReason.DivergedFromTheStart, Assert.IsType<NoSuggestion>(outcome).Reason);
                continue;
            }
            var suggestion = Assert.IsType<Suggestion>(outcome);
            AssertClose(id, listed.GetProperty(rule).GetProperty("lr").GetDouble(), suggestion.Rate, $"{view} {rule}");
            Assert.Equal((suggestion.Rate, suggestion.Rate), (suggestion.Low, suggestion.High));
        }
    }

    private static JsonElement Expected(string id) => _file[id].GetProperty("expected");

    private static double Parameter(string id, string name) => _file[id].GetProperty("params").GetProperty(name).GetDouble();

    private static double[] Losses(string id) => ReferenceFile.Numbers(_file[id].GetProperty("input").GetProperty("raw_loss"));

    private static double[] Rates(string id) => new RateGrid(
        Parameter(id, "start_lr"), Parameter(id, "end_lr"), (int)Parameter(id, "n"),
        _file[id].GetProperty("params").GetProperty("lr_sequence").GetString() switch
        {
            "fastai" => RateSpacing.FastAi,
            "lightning" => RateSpacing.Lightning,
            "linear" => RateSpacing.Linear,
            _ => RateSpacing.Logarithmic,
        }).ToArray();

    private static RangeTestCurve Curve(string id) => RangeTestCurve.Of([SyntheticCurve.Of(Rates(id), Losses(id))]);

    private static RunningAverage Average(string id) => RunningAverage.Of(Losses(id), Parameter(id, "beta"), Parameter(id, "stop_factor"));

    private static void AssertNumbers(string id, string what, IReadOnlyList<double> got)
    {
        double[] expected = ReferenceFile.Numbers(Expected(id).GetProperty(what));
        Assert.Equal(expected.Length, got.Count);
        for (int i = 0; i < expected.Length; i++)
            AssertClose(id, expected[i], got[i], $"{what} [{i}]");
    }

    private static void AssertClose(string id, double expected, double got, string what)
    {
        var tolerance = _file[id].GetProperty("tolerance");
        ReferenceFile.AssertClose(expected, got, tolerance.GetProperty("abs").GetDouble(), tolerance.GetProperty("rel").GetDouble(), $"{id} {what}");
    }
}
