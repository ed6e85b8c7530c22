using System.Reflection;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Schedules;

namespace Sweep.Tests.Contracts;

/// <summary>What every schedule must do. A listed schedule is a tested one, and so is a preset.</summary>
public class ScheduleContract
{
    public static TheoryData<string> Samples() => [.. ScheduleSamples.All.Keys];

    public static TheoryData<string> Names() => [.. LearningRateSchedules.Catalog.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Share_and_momentum_are_in_bounds_and_the_same_in_any_order(string name)
    {
        var schedule = ScheduleSamples.All[name];
        schedule.Require();
        foreach (int steps in new[] { 1, 2, 3, 10, 1000 })
        {
            foreach (int perEpoch in new[] { 1, 3, 50 })
            {
                var course = ScheduleSamples.Course(steps / perEpoch);
                // Past the end, too: an answer there may be asked for, and must not be a jump into nowhere.
                int[] asked = [.. Enumerable.Range(0, steps + 2)];
                var forwards = Array.ConvertAll(asked, At);
                var backwards = asked.Reverse().Select(At).Reverse();
                var parallel = asked.AsParallel().AsOrdered().Select(At);

                Assert.All(forwards, at => Assert.True(double.IsFinite(at.Share) && at.Share >= 0, $"{at}"));
                Assert.All(forwards, at => Assert.True(at.Momentum is null or >= 0 and < 1, $"{at}"));
                Assert.True(schedule.CyclesMomentum || forwards.All(at => at.Momentum is null));
                Assert.True(!schedule.CyclesMomentum || steps < 1000 || forwards.Any(at => at.Momentum is not null));
                Assert.Equal(forwards, backwards);
                Assert.Equal(forwards, parallel);

                (double Share, double? Momentum) At(int step)
                {
                    var at = new ScheduleStep(step, steps, perEpoch) { Course = course };
                    return (schedule.FactorAt(at), schedule.MomentumAt(at));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_step_allocates_nothing(string name)
    {
        var schedule = ScheduleSamples.All[name];
        var course = ScheduleSamples.Course(20);

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (int step = 200; step < 210; step++)
            {
                var at = new ScheduleStep(step, 1000, 10) { Course = course };
                schedule.FactorAt(at);
                schedule.MomentumAt(at);
            }
        }));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Two_with_the_same_settings_are_equal_and_print_alike(string name)
    {
        var schedule = ScheduleSamples.All[name];
        var same = Copy(schedule);

        Assert.Equal(schedule, same);
        Assert.Equal(schedule.GetHashCode(), same.GetHashCode());
        Assert.Equal(schedule.ToString(), same.ToString());
        Assert.DoesNotContain("System.", schedule.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_text_tells_every_setting_apart(string name)
    {
        foreach (var setting in ComponentSettings.Of(ScheduleSamples.Create(name)).Values)
        {
            var schedule = ScheduleSamples.Create(name);
            ComponentSettings.Set(schedule, setting, Other(setting, schedule));

            Assert.NotEqual(ScheduleSamples.Create(name), schedule);
            Assert.NotEqual(ScheduleSamples.Create(name).ToString(), schedule.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_setting_that_is_a_number_refuses_NaN(string name)
    {
        foreach (var setting in ComponentSettings.Of(ScheduleSamples.Create(name)).Values)
        {
            if ((Nullable.GetUnderlyingType(setting.PropertyType) ?? setting.PropertyType) != typeof(double))
                continue;
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => ComponentSettings.Set(ScheduleSamples.Create(name), setting, double.NaN));
            Assert.StartsWith(setting.Name + " must be ", error.Message, StringComparison.Ordinal);
        }
    }

    // Made anew from the values of its settings, those of nested schedules included.
    private static ISchedule Copy(ISchedule schedule)
    {
        var copy = (ISchedule)Activator.CreateInstance(schedule.GetType())!;
        foreach (var setting in ComponentSettings.Of(schedule).Values)
        {
            ComponentSettings.Set(copy, setting, setting.GetValue(schedule) switch
            {
                ISchedule nested => Copy(nested),
                IReadOnlyList<ISchedule> list => list.Select(Copy).ToArray(),
                IReadOnlyList<TrainingLength> list => list.ToArray(),
                IReadOnlyList<double> list => list.ToArray(),
                var value => value!,
            });
        }
        return copy;
    }

    private static object Other(PropertyInfo setting, ISchedule schedule) => setting.GetValue(schedule) switch
    {
        TrainingLength length => TrainingLength.Steps(length.Value + 1),
        Enum choice => Enum.GetValues(setting.PropertyType).Cast<object>().First(value => !value.Equals(choice)),
        ISchedule => new Linear(),
        IReadOnlyList<ISchedule> list => list.Append(new Linear()).ToArray(),
        IReadOnlyList<TrainingLength> list => list.Append(TrainingLength.Steps(1)).ToArray(),
        IReadOnlyList<double> list => list.Append(0.5).ToArray(),
        null when setting.PropertyType == typeof(double?) => 0.5,
        double least when setting.Name == nameof(CosineRestarts.Growth) => least + 1,
        null => TrainingLength.Steps(1),
        _ => OtherSetting.Of(setting, schedule),
    };
}
