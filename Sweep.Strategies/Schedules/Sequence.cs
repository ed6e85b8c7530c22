using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>One schedule after another; each counts its steps from 0 and takes its part for the whole training.</summary>
/// <remarks>It is PyTorch's SequentialLR. Boundaries that fall on the same step leave the part between them out.</remarks>
public sealed record Sequence : ISchedule
{
    /// <summary>The schedules.</summary>
    public required IReadOnlyList<ISchedule> Schedules { get; init => field = new ValueList<ISchedule>(value); }

    /// <summary>Where the second begins, the third, and so on, from the start of the training.</summary>
    public required IReadOnlyList<TrainingLength> Boundaries { get; init => field = new ValueList<TrainingLength>(value); }

    /// <inheritdoc/>
    bool ISchedule.CyclesMomentum => Schedules.Any(schedule => schedule.CyclesMomentum);

    /// <inheritdoc/>
    bool ISchedule.WatchesCourse => Schedules.Any(schedule => schedule.WatchesCourse);

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        RequireCount();
        return Schedules[PartAt(at, out var part)].FactorAt(part);
    }

    /// <inheritdoc/>
    public double? MomentumAt(in ScheduleStep at)
    {
        RequireCount();
        return Schedules[PartAt(at, out var part)].MomentumAt(part);
    }

    /// <inheritdoc/>
    public void Require()
    {
        RequireCount();
        PartBoundaries.Require(Boundaries);
        foreach (var schedule in Schedules)
            schedule.Require();
    }

    private int PartAt(in ScheduleStep at, out ScheduleStep part)
    {
        int behind = PartBoundaries.Behind(Boundaries, at, inclusive: false, out double start, out double end);
        part = at.Part((long)Math.Ceiling(start), (long)Math.Ceiling(end));
        return behind;
    }

    private void RequireCount()
    {
        if (Schedules.Count == 0)
            throw new ArgumentException("Schedules must be at least one; got none.", nameof(Schedules));
        if (Boundaries.Count != Schedules.Count - 1)
        {
            throw new ArgumentException(
                $"Boundaries must be one fewer than schedules, {Schedules.Count - 1}: each is where the next schedule begins; got {Boundaries.Count}.", nameof(Boundaries));
        }
    }
}
