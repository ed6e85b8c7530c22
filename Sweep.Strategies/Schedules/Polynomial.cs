using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Lets the rate fall along a power of the time that is left.</summary>
/// <remarks>
/// <code>
/// end + (1 − end)·(1 − min(t, length) / length)^power
/// with cycle: end + (1 − end)·(1 − t / L)^power,   L = length·max(1, ⌈t / length⌉)
/// </code>
/// It is PyTorch's PolynomialLR, which ends at 0, and Keras' PolynomialDecay, whose end is a rate of 1e-4 and not a share of the peak.
/// </remarks>
public sealed record Polynomial : ISchedule
{
    /// <summary>How long the rate falls.</summary>
    public TrainingLength Length { get; init; } = TrainingLength.Share(1);

    /// <summary>The power: 1 is a straight line, and a higher one falls faster at first. Above 0.</summary>
    public double Power { get; init => field = Check.Positive(value); } = 1;

    /// <summary>The share of the peak that is left at the end. At least 0.</summary>
    public double End { get; init => field = Check.NotNegative(value); }

    /// <summary>Whether the rate jumps up again at the end, and falls from there to the end of twice the length, and so on; otherwise it stays.</summary>
    public bool Cycle { get; init; }

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        double share = Length.ShareOf(at);
        if (Cycle && share == 1 && Length.Value > 0)
        {
            double parts = Length.Parts(at, whole: false);
            share = parts / Math.Ceiling(parts);
        }
        return End + (1 - End) * Elementary.RealPower(1 - share, Power);
    }
}
