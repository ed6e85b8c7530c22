using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>Lets the rate rise to where another schedule begins, which then counts its steps from 0 and has the rest of the training for its own.</summary>
public sealed record WarmUp : ISchedule
{
    /// <summary>How long the rate rises.</summary>
    public required TrainingLength Length { get; init; }

    /// <summary>What comes after it.</summary>
    public ISchedule Then { get; init; } = new Constant();

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        long steps = (long)Length.StepsIn(at);
        return at.Step < steps ? (at.Step + 1.0) / steps : Then.FactorAt(at with { Step = at.Step - steps, Steps = at.Steps - steps });
    }
}
