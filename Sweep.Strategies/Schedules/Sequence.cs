using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>One schedule after another; each counts its steps from 0.</summary>
public sealed record Sequence : ISchedule
{
    /// <summary>The schedules.</summary>
    public required IReadOnlyList<ISchedule> Schedules { get; init; }

    /// <summary>Where the second begins, the third, and so on, from the start of the training.</summary>
    public required IReadOnlyList<TrainingLength> Boundaries { get; init; }

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        int part = 0;
        long start = 0, end = at.Steps;
        for (; part < Boundaries.Count; part++)
        {
            long boundary = (long)Math.Ceiling(Boundaries[part].StepsIn(at));
            if (at.Step < boundary)
            {
                end = boundary;
                break;
            }
            start = boundary;
        }
        return Schedules[part].FactorAt(at with { Step = at.Step - start, Steps = end - start });
    }
}
