using System.Text.Json;
using Sweep.Strategies.Search;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Strategies.Search;

/// <summary>The cases of search.json that are about spaces and their values.</summary>
public class SearchReferenceTests
{
    private static readonly ReferenceFile _file = ReferenceFile.Load("search.json");
    private static readonly GridSearch _grid = new();

    /// <summary>What is run here, by the kinds that the file uses.</summary>
    private static readonly string[] _run = ["parameter_grid", "spaced_grid", "unit_to_value", "sobol", "halton", "discrepancy"];

    /// <summary>What is not run here, and why.</summary>
    private static readonly Dictionary<string, string> _leftOut = new()
    {
        ["latin_hypercube"] = "not built: Sobol's and Halton's points are as even, and more of them can follow",
        ["hyperband"] = "not built yet",
        ["successive_halving"] = "not built yet: trials that run in rounds, all of a round before the next",
        ["asha"] = "not built yet: trials that pause and go on later; ours stop or go on at once, as in the cases of pruners",
        ["gaussian_process"] = "not built yet",
        ["acquisition"] = "not built yet",
        ["pareto"] = "not built yet",
        ["pruner"] = "run by PrunerReferenceTests",
    };

    public static TheoryData<string> Cases(string kind) =>
        [.. _file.Cases.Where(each => Kind(each) == kind && WhyLeftOut(each) is null).Select(each => each.GetProperty("id").GetString()!)];

    [Fact]
    public void Every_case_is_run_or_left_out_for_a_reason() =>
        Assert.All(_file.Cases, each => Assert.True(_run.Contains(Kind(each)) || WhyLeftOut(each) is not null, $"{Kind(each)} is neither run nor left out."));

    [Theory]
    [MemberData(nameof(Cases), "parameter_grid")]
    public void Grids_have_the_points_of_the_reference_in_its_order(string id)
    {
        var each = _file[id];
        var grid = each.GetProperty("input").GetProperty("grid");
        JsonElement[] grids = grid.ValueKind == JsonValueKind.Array ? [.. grid.EnumerateArray()] : [grid];

        // A list of grids is a hyperparameter whose every value brings a space of its own.
        var space = new SearchSpace([new Hyperparameter("grid", new ListDomain([.. grids.Select((one, number) => new Choice(number, Space(one)))]))]);
        var points = Enumerable.Range(0, (int)_grid.Count(space)!).Select(number => Text(_grid.Suggest(space, number, seed: 0)!));

        Assert.Equal(each.GetProperty("expected").GetProperty("points").EnumerateArray().Select(Text), points);
        Assert.Null(_grid.Suggest(space, (long)_grid.Count(space)!, seed: 0));
    }

    [Theory]
    [MemberData(nameof(Cases), "spaced_grid")]
    public void Ranges_have_the_points_of_the_reference(string id)
    {
        var each = _file[id];
        var settings = each.GetProperty("params");
        foreach (var scale in each.GetProperty("expected").EnumerateObject())
        {
            var range = new RangeDomain(
                settings.GetProperty("low").GetDouble(), settings.GetProperty("high").GetDouble(), scale.Name == "log", settings.GetProperty("n").GetInt32());
            double[] expected = ReferenceFile.Numbers(scale.Value);
            Assert.Equal(expected.Length, range.Choices.Count);
            for (int i = 0; i < expected.Length; i++)
                ReferenceFile.AssertClose(expected[i], (double)range.Choices[i].Value, 1e-12, 1e-9, $"{scale.Name} [{i}]");
        }
    }

    [Theory]
    [MemberData(nameof(Cases), "unit_to_value")]
    public void Shares_of_a_range_have_the_values_of_the_reference(string id)
    {
        var each = _file[id];
        var settings = each.GetProperty("params");
        double[] shares = ReferenceFile.Numbers(each.GetProperty("input").GetProperty("u"));
        foreach (bool logarithmic in new[] { false, true })
        {
            var range = new RangeDomain(settings.GetProperty("low").GetDouble(), settings.GetProperty("high").GetDouble(), logarithmic, points: null);
            double[] expected = ReferenceFile.Numbers(each.GetProperty("expected").GetProperty(logarithmic ? "log_uniform" : "uniform"));
            for (int i = 0; i < shares.Length; i++)
                ReferenceFile.AssertClose(expected[i], range.At(shares[i]), 1e-12, 1e-9, $"logarithmic {logarithmic} [{i}]");
        }
    }

    [Theory]
    [MemberData(nameof(Cases), "sobol")]
    [MemberData(nameof(Cases), "halton")]
    public void Sequences_have_the_points_of_the_reference(string id)
    {
        var each = _file[id];
        var (settings, tolerance) = (each.GetProperty("params"), each.GetProperty("tolerance"));
        var (dimensions, count, scramble) = (settings.GetProperty("dim").GetInt32(), settings.GetProperty("n").GetInt32(), settings.GetProperty("scramble").GetBoolean());
        SequenceSearch search = Kind(each) == "sobol" ? new SobolSearch { Scramble = scramble } : new HaltonSearch { Scramble = scramble };

        double[] points = [.. Enumerable.Range(0, count).SelectMany(point => Enumerable.Range(0, dimensions).Select(dimension => search.Coordinate(point, dimension, seed: 1)))];

        double[] expected = ReferenceFile.Numbers(each.GetProperty("expected").GetProperty("points"));
        Assert.Equal(expected.Length, points.Length);
        for (int i = 0; i < expected.Length; i++)
            ReferenceFile.AssertClose(expected[i], points[i], tolerance.GetProperty("abs").GetDouble(), tolerance.GetProperty("rel").GetDouble(), $"point {i / dimensions}, coordinate {i % dimensions}");
    }

    [Theory]
    [MemberData(nameof(Cases), "discrepancy")]
    public void The_measure_of_evenness_is_that_of_the_reference(string id)
    {
        var each = _file[id];
        double[][] points = [.. each.GetProperty("input").GetProperty("points").EnumerateArray().Select(ReferenceFile.Numbers)];
        foreach (var expected in each.GetProperty("expected").EnumerateObject())
        {
            double got = expected.Name switch
            {
                "CD" => Discrepancy.Centred(points),
                "WD" => Discrepancy.WrapAround(points),
                "MD" => Discrepancy.Mixture(points),
                _ => Discrepancy.Star(points),
            };
            ReferenceFile.AssertClose(expected.Value.GetDouble(), got, 1e-12, 1e-9, expected.Name);
        }
    }

    private static string Kind(JsonElement each) => each.GetProperty("kind").GetString()!;

    private static string? WhyLeftOut(JsonElement each) => _leftOut.GetValueOrDefault(Kind(each))
        ?? (Kind(each) == "unit_to_value" && each.GetProperty("params").TryGetProperty("mean", out _) ? "normal distributions are not built yet" : null);

    // The reference takes keys in alphabetical order.
    private static SearchSpace Space(JsonElement grid) => new(
        [.. grid.EnumerateObject().OrderBy(key => key.Name, StringComparer.Ordinal).Select(key => new Hyperparameter(
            key.Name, new ListDomain([.. key.Value.EnumerateArray().Select(value => new Choice(value.GetRawText()))])))]);

    private static string Text(Configuration configuration) =>
        string.Join(", ", configuration.Values.Where(value => value.Key != "grid").Select(value => $"{value.Key}={value.Value}"));

    private static string Text(JsonElement point) => string.Join(
        ", ", point.EnumerateObject().OrderBy(key => key.Name, StringComparer.Ordinal).Select(key => $"{key.Name}={key.Value.GetRawText()}"));
}
