using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Multiplies the rate by a factor again and again, at even distances.</summary>
/// <remarks>
/// <code>factorᵏ, k = ⌊t / every⌋</code>
/// With steps or epochs for <see cref="Every"/> it is PyTorch's StepLR, t being the updates or epochs made before.
/// </remarks>
public sealed record Step : ISchedule
{
    /// <summary>From one change to the next. Above 0; less than a step counts as one.</summary>
    public required TrainingLength Every { get; init => field = Check.Positive(value); }

    /// <summary>What each change multiplies the rate by. At least 0.</summary>
    public double Factor { get; init => field = Check.NotNegative(value); } = 0.1;

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at) => Elementary.Power(Factor, (long)(at.Step / Math.Max(1, Every.StepsIn(at))));
}
