using Sweep.Core.Contracts;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.Studies;

/// <summary>Reads learning rates that a range test is to find: { from: range_test, points: 7 }, or { from: range_test, at: peak }.</summary>
internal static class TestedRatesReader
{
    private const string Source = "range_test";

    /// <summary>Whether rates are to be found by a test.</summary>
    public static bool IsTested(StudyNode node) => node.HasKey("from");

    /// <summary>Whether the floor of a schedule is to be found by a test.</summary>
    public static bool IsTestedFloor(StudyNode node)
    {
        if (!IsTested(node))
            return node.IsScalar && node.Text() == Source;
        var section = node.Section("from", "at");
        RequireSource(section.Get("from"));
        return section.Find("at") is not { } at || at.Text() == "floor"
            ? true
            : throw at.Error($"the floor of a schedule is the floor of a test; got {Shown.Quoted(at.Text())}. Leave it out.");
    }

    /// <summary>Reads them.</summary>
    /// <param name="node">Where they stand.</param>
    /// <param name="grid">Whether the values are walked one by one, so that their number must be known.</param>
    public static TestedRates Read(StudyNode node, bool grid)
    {
        var section = node.Section("from", "points", "at");
        RequireSource(section.Get("from"));
        var (points, at) = (section.Find("points"), section.Find("at"));
        if (at is not null && points is not null)
            throw points.Error("one rate is one point. Leave out at, and get rates from the floor to the peak; or leave out points.");
        if (at is not null)
            return new TestedRates((TestedPoint)at.Setting(typeof(TestedPoint))!);
        if (points is null && grid)
        {
            throw node.Error(
                "a grid must know how many values to take between what the range test finds, and there is no key \"points\". Add one, for example points: 7, or name one rate: at: peak.");
        }
        return node.Checked(() => new TestedRates(points?.Integer()));
    }

    private static void RequireSource(StudyNode from)
    {
        if (from.Text() != Source)
            throw from.Error($"learning rates can be taken from a {Source}; got {Shown.Quoted(from.Text())}.{Nearest.Hint(from.Text(), [Source])}");
    }
}
