using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>Lets the rate fall as 1/t: fast at first, and slower and slower.</summary>
/// <remarks>
/// <code>1 / (1 + decay·t / every),   1 / (1 + decay·⌊t / every⌋) with staircase</code>
/// It is Keras' InverseTimeDecay. Steps that fall as 1/t are those of Robbins and Monro 1951, "A stochastic approximation method".
/// </remarks>
public sealed record InverseTime : ISchedule
{
    /// <summary>How fast the rate falls: at 1 it is the half after the time of <see cref="Every"/>, a third after twice that. At least 0.</summary>
    public double Decay { get; init => field = Check.NotNegative(value); } = 1;

    /// <summary>The unit of time. Above 0.</summary>
    public TrainingLength Every { get; init => field = Check.Positive(value); } = TrainingLength.Epochs(1);

    /// <summary>Whether the rate changes at the end of each such time only.</summary>
    public bool Staircase { get; init; }

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at) => 1 / (1 + Decay * Every.Parts(at, Staircase));
}
