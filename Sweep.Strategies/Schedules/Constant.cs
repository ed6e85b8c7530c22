using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>The peak learning rate from the first step to the last.</summary>
public sealed record Constant : ISchedule
{
    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at) => 1;
}
