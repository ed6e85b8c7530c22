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
        var (schedule, part) = PartAt(at);
        return schedule.FactorAt(part);
    }

    /// <inheritdoc/>
    public double? MomentumAt(in ScheduleStep at)
    {
        RequireCount();
        var (schedule, part) = PartAt(at);
        return schedule.MomentumAt(part);
    }

    /// <inheritdoc/>
    public void Require()
    {
        RequireCount();
        PartBoundaries.Require(Boundaries);
        foreach (var schedule in Schedules)
            schedule.Require();
    }

    private (ISchedule Schedule, ScheduleStep Part) PartAt(in ScheduleStep at)
    {
        int behind = PartBoundaries.Behind(Boundaries, at);
        long start = behind == 0 ? 0 : Boundaries[behind - 1].WholeStepsIn(at);
        long end = behind == Boundaries.Count ? at.Steps : Boundaries[behind].WholeStepsIn(at);
        return (Schedules[behind], at.Part(start, end));
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
