using Sweep.Core.Contracts;
using Sweep.Strategies.Schedules;

namespace Sweep.Tests.Contracts;

/// <summary>What every schedule must do.</summary>
public class ScheduleContract
{
    public static TheoryData<string> Names() => [.. LearningRateSchedules.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_share_is_finite_not_negative_and_the_same_in_any_order(string name)
    {
        var schedule = LearningRateSchedules.Catalog.Create(name);
        foreach (int steps in new[] { 1, 2, 3, 10, 1000 })
        {
            double[] forwards = [.. Enumerable.Range(0, steps).Select(At)];
            double[] backwards = [.. Enumerable.Range(0, steps).Reverse().Select(At).Reverse()];

            Assert.All(forwards, share => Assert.True(double.IsFinite(share) && share >= 0));
            Assert.Equal(forwards, backwards);

            double At(int step) => schedule.FactorAt(new ScheduleStep(step, steps, StepsPerEpoch: 1));
        }
    }
}
