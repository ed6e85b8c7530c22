using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Lets the rate fall along half a cosine: slowly, then fast, then slowly again.</summary>
/// <remarks>
/// <code>floor + (1 − floor)·(1 + cos(π·t / length)) / 2</code>
/// Source: Loshchilov and Hutter 2017, "SGDR: stochastic gradient descent with warm restarts", eq. 5, with a single cycle. After its length it stays where it
/// is, as Keras' CosineDecay does; PyTorch's CosineAnnealingLR rises again.
/// </remarks>
public sealed record Cosine : ISchedule
{
    /// <summary>How long the rate falls.</summary>
    public TrainingLength Length { get; init; } = TrainingLength.Share(1);

    /// <summary>The share of the peak that is left at the end. From 0 to 1.</summary>
    public double Floor { get; init => field = Check.Between(0, 1, value); }

    /// <summary>Whether the rate rises again after its length, along the other half of the cosine, and so on, as in PyTorch.</summary>
    public bool Periodic { get; init; }

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        double share = Periodic && Length.Value > 0 ? Length.Parts(at, whole: false) : Length.ShareOf(at);
        return Floor + (1 - Floor) * (1 + Elementary.CosPi(share)) / 2;
    }
}
