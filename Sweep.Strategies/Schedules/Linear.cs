using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>Leads the rate from one share of the peak to another in a straight line, and leaves it there.</summary>
/// <remarks>
/// <code>start + (end − start)·min(t, length) / length</code>
/// It is PyTorch's LinearLR, whose defaults are another length and another way: a third to 1 in 5 (<c>preset: torch</c>).
/// </remarks>
public sealed record Linear : ISchedule
{
    /// <summary>The share of the peak that the first step uses. At least 0.</summary>
    public double Start { get; init => field = Check.NotNegative(value); } = 1;

    /// <summary>The share of the peak where the line ends. At least 0.</summary>
    public double End { get; init => field = Check.NotNegative(value); }

    /// <summary>How long the line is.</summary>
    public TrainingLength Length { get; init; } = TrainingLength.Share(1);

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at) => Start + (End - Start) * Length.ShareOf(at);
}
