using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Multiplies the rate by the same factor over equal times, a little at each step.</summary>
/// <remarks>
/// <code>factor^(t / every),   factor^⌊t / every⌋ with staircase</code>
/// It is Keras' ExponentialDecay, and PyTorch's ExponentialLR with a staircase: that is moved on once an epoch.
/// </remarks>
public sealed record Exponential : ISchedule
{
    /// <summary>What the rate is multiplied by in the time of <see cref="Every"/>. Above 0.</summary>
    public required double Factor { get; init => field = Check.Positive(value); }

    /// <summary>The time in which the factor has its whole effect. Above 0.</summary>
    public TrainingLength Every { get; init => field = Check.Positive(value); } = TrainingLength.Epochs(1);

    /// <summary>Whether the factor has its effect at the end of that time rather than all along.</summary>
    public bool Staircase { get; init; }

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at) => Elementary.RealPower(Factor, Every.Parts(at, Staircase));
}
