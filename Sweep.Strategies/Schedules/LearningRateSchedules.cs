using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>The schedules that a study file can name.</summary>
public static class LearningRateSchedules
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ISchedule> Catalog { get; } = new Catalog<ISchedule>("schedule")
        .Add<Constant>("constant");
}
