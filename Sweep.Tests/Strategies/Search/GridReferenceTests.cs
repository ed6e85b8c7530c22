using System.Text.Json;
using Sweep.Strategies.Search;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Strategies.Search;

/// <summary>The grid cases of search.json; the rest of the file belongs to what is not built yet.</summary>
public class GridReferenceTests
{
    private static readonly ReferenceFile _file = ReferenceFile.Load("search.json");
    private static readonly GridSearch _grid = new();

    public static TheoryData<string> Cases(string kind) =>
        [.. _file.Cases.Where(each => each.GetProperty("kind").GetString() == kind).Select(each => each.GetProperty("id").GetString()!)];

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

    // The reference takes keys in alphabetical order.
    private static SearchSpace Space(JsonElement grid) => new(
        [.. grid.EnumerateObject().OrderBy(key => key.Name, StringComparer.Ordinal).Select(key => new Hyperparameter(
            key.Name, new ListDomain([.. key.Value.EnumerateArray().Select(value => new Choice(value.GetRawText()))])))]);

    private static string Text(Configuration configuration) =>
        string.Join(", ", configuration.Values.Where(value => value.Key != "grid").Select(value => $"{value.Key}={value.Value}"));

    private static string Text(JsonElement point) => string.Join(
        ", ", point.EnumerateObject().OrderBy(key => key.Name, StringComparer.Ordinal).Select(key => $"{key.Name}={key.Value.GetRawText()}"));
}
