using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Strategies.Schedules;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Strategies.Schedules;

public class ScheduleReferenceTests
{
    private static readonly ReferenceFile _file = ReferenceFile.Load("schedules.json");

    public static TheoryData<string> Cases() => ReferenceFile.Ids("schedules.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_step_has_the_rate_and_the_momentum_of_the_reference(string id)
    {
        var each = _file[id];
        var (schedule, peak) = ReferenceSchedule.Of(each);
        var asked = Steps(each);
        var expected = each.GetProperty("expected");
        schedule.Require();

        AssertClose(each, "lr", [.. asked.Select(at => peak * schedule.FactorAt(at))]);
        if (expected.TryGetProperty("momentum", out _))
            AssertClose(each, "momentum", [.. asked.Select(at => schedule.MomentumAt(at)!.Value)]);
        else
            Assert.All(asked, at => Assert.Null(schedule.MomentumAt(at)));
        if (schedule is not ReduceOnPlateau plateau)
            return;

        var course = asked[0].Course!;
        double[] metric = ReferenceFile.Numbers(each.GetProperty("input").GetProperty("metric"));
        var states = Enumerable.Range(1, metric.Length).Select(count => plateau.After(metric.AsSpan(0, count), course.MoreIsBetter)).ToArray();
        Assert.Equal(ReferenceFile.Integers(expected.GetProperty("bad_count")), states.Select(state => state.Bad));
        AssertClose(each, "best", [.. states.Select(state => state.Best)]);
    }

    // A step of an optimizer each; with an input, where it says: at a fraction of an epoch, or after the epoch of a value.
    private static ScheduleStep[] Steps(JsonElement each)
    {
        const int PerEpoch = 1000;
        int steps = each.GetProperty("steps").GetInt32();
        if (!each.TryGetProperty("input", out var input))
            return [.. Enumerable.Range(0, steps).Select(step => new ScheduleStep(step, steps, 1))];
        if (input.TryGetProperty("epoch", out var epochs))
            return [.. ReferenceFile.Numbers(epochs).Select(epoch => new ScheduleStep((long)Math.Round(epoch * PerEpoch), steps * PerEpoch, PerEpoch))];

        var course = new MonitoredCourse(moreIsBetter: each.GetProperty("params").GetProperty("mode").GetString() == "max");
        foreach (double value in ReferenceFile.Numbers(input.GetProperty("metric")))
            course.Add(value);
        return [.. Enumerable.Range(1, steps).Select(step => new ScheduleStep(step, steps, 1) { Course = course })];
    }

    private static void AssertClose(JsonElement each, string what, double[] got)
    {
        double[] expected = ReferenceFile.Numbers(each.GetProperty("expected").GetProperty(what));
        var tolerance = each.GetProperty("tolerance");
        Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < got.Length; i++)
            ReferenceFile.AssertClose(expected[i], got[i], tolerance.GetProperty("abs").GetDouble(), tolerance.GetProperty("rel").GetDouble(), $"{what} [{i}]");
    }
}
