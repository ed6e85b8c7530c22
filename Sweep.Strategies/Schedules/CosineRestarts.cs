using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Lets the rate fall along half a cosine, jumps back up, and falls again, as a rule for longer each time.</summary>
/// <remarks>
/// <code>
/// floor + (1 − floor)·peak_factorᵏ·(1 + cos(π·s / Tₖ)) / 2,   Tₖ = period·growthᵏ
/// k the restarts before step t, s = t − (T₀ + … + Tₖ₋₁)
/// </code>
/// Source: Loshchilov and Hutter 2017, "SGDR: stochastic gradient descent with warm restarts", eq. 5. It is PyTorch's CosineAnnealingWarmRestarts and Keras'
/// CosineDecayRestarts, whose periods double by default. Restarts are found by comparing with the ends of periods, which are exact where period and growth are
/// whole: Keras' logarithm may be a step off there.
/// </remarks>
public sealed record CosineRestarts : ISchedule
{
    /// <summary>The first fall, up to the first restart. Above 0; less than a step counts as one.</summary>
    public required TrainingLength Period { get; init => field = Check.Positive(value); }

    /// <summary>How much longer than the one before it each fall is. At least 1.</summary>
    public double Growth { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>How high a restart goes, as a share of the one before it. At least 0, and at most 1.</summary>
    public double PeakFactor { get; init => field = Check.Between(0, 1, value); } = 1;

    /// <summary>The share of the peak that each fall ends at. From 0 to 1.</summary>
    public double Floor { get; init => field = Check.Between(0, 1, value); }

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        // In periods: everything is as many times as long as the first one.
        double time = at.Step / Math.Max(1, Period.StepsIn(at));
        long restarts = Restarts(time);
        double share = (time - Start(restarts)) / Elementary.Power(Growth, restarts);
        return Floor + (1 - Floor) * Elementary.Power(PeakFactor, restarts) * (1 + Elementary.CosPi(Math.Clamp(share, 0, 1))) / 2;
    }

    // Where a fall begins: 1 + growth + growth² + …
    private double Start(long restarts) => Growth == 1 ? restarts : (Elementary.Power(Growth, restarts) - 1) / (Growth - 1);

    private long Restarts(double time)
    {
        if (Growth == 1)
            return (long)time;
        // The logarithm may be off by one at a restart; the comparison is not.
        long restarts = (long)(Elementary.Log(Math.Min(double.MaxValue, 1 + time * (Growth - 1))) / Elementary.Log(Growth));
        while (Start(restarts) > time)
            restarts--;
        while (Start(restarts + 1) <= time)
            restarts++;
        return restarts;
    }
}
