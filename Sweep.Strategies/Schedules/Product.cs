using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>Several schedules at once: their shares are multiplied.</summary>
/// <remarks>It is PyTorch's ChainedScheduler.</remarks>
public sealed record Product : ISchedule
{
    /// <summary>The schedules.</summary>
    public required IReadOnlyList<ISchedule> Schedules { get; init => field = new ValueList<ISchedule>(value); }

    /// <inheritdoc/>
    bool ISchedule.CyclesMomentum => Schedules.Any(schedule => schedule.CyclesMomentum);

    /// <inheritdoc/>
    bool ISchedule.WatchesCourse => Schedules.Any(schedule => schedule.WatchesCourse);

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        double product = 1;
        for (int i = 0; i < Schedules.Count; i++)
            product *= Schedules[i].FactorAt(at);
        return product;
    }

    /// <inheritdoc/>
    public double? MomentumAt(in ScheduleStep at)
    {
        for (int i = 0; i < Schedules.Count; i++)
        {
            if (Schedules[i].MomentumAt(at) is { } momentum)
                return momentum;
        }
        return null;
    }

    /// <inheritdoc/>
    public void Require()
    {
        if (Schedules.Count == 0)
            throw new ArgumentException("Schedules must be at least one; got none.", nameof(Schedules));
        int cycling = Schedules.Count(schedule => schedule.CyclesMomentum);
        if (cycling > 1)
            throw new ArgumentException($"Schedules that are multiplied must leave momentum alone but for one of them; got {cycling} that cycle it.", nameof(Schedules));
        foreach (var schedule in Schedules)
            schedule.Require();
    }
}
