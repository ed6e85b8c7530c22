using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Goes up to the peak and down to a floor in straight lines, again and again; momentum goes the other way, if asked to.</summary>
/// <remarks>
/// <code>
/// floor + (1 − floor)·h·kᵗ        h rises from 0 to 1 over rise, and falls back over fall
/// triangular: k = 1;   triangular2: ½ᶜ in place of kᵗ, c the cycles before t;   exp_range: k = factor
/// momentum = highest − (highest − lowest)·h·kᵗ
/// </code>
/// Source: Smith 2017, "Cyclical learning rates for training neural networks", who takes a third or a fourth of the peak for the floor and 2 to 10 epochs for
/// the rise. It is PyTorch's CyclicLR, whose base_lr is the floor, and which cycles momentum unless told not to (<c>preset: torch</c>).
/// </remarks>
public sealed record Cyclical : ISchedule
{
    /// <summary>The share of the peak that cycles begin and end at. From 0 to 1.</summary>
    public double Floor
    {
        get;
        init => field = value <= 1 || double.IsNaN(value)
            ? Check.Between(0, 1, value)
            : throw new ArgumentOutOfRangeException(
                nameof(Floor), FormattableString.Invariant($"Floor must be from 0 to 1, a share of the peak; got {value}, a floor above its peak."));
    } = 0.25;

    /// <summary>How long the rate rises. Above 0; less than a step counts as one.</summary>
    public TrainingLength Rise { get; init => field = Check.Positive(value); } = TrainingLength.Epochs(2);

    /// <summary>How long it falls; none: as long as it rises.</summary>
    public TrainingLength? Fall { get; init => field = Check.Positive(value); }

    /// <summary>How cycles become lower.</summary>
    public CycleShape Shape { get; init => field = Check.Known(value); }

    /// <summary>What each step multiplies the height of cycles by, with <c>exp_range</c>. Above 0, and at most 1.</summary>
    public double Factor { get; init => field = Check.Between(0, 1, Check.Positive(value)); } = 1;

    /// <summary>The momentum at the peak, in [0, 1); none: momentum is left alone.</summary>
    public double? LowestMomentum { get; init => field = Check.Fraction(value); }

    /// <summary>The momentum at the floor, in [0, 1); none: momentum is left alone.</summary>
    public double? HighestMomentum { get; init => field = Check.Fraction(value); }

    /// <inheritdoc/>
    bool ISchedule.CyclesMomentum => HighestMomentum is not null;

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at) => Floor + (1 - Floor) * Height(at);

    /// <inheritdoc/>
    public double? MomentumAt(in ScheduleStep at) => MomentumRange.At(LowestMomentum, HighestMomentum, Height(at));

    /// <inheritdoc/>
    public void Require() => MomentumRange.Require(LowestMomentum, HighestMomentum);

    private double Height(in ScheduleStep at)
    {
        double rise = Math.Max(1, Rise.StepsIn(at)), fall = Math.Max(1, (Fall ?? Rise).StepsIn(at)), both = rise + fall;
        double cycle = Math.Floor(at.Step / both), step = at.Step - cycle * both;
        double height = step <= rise ? step / rise : Math.Max(0, both - step) / fall;
        return height * Shape switch
        {
            CycleShape.Triangular2 => Elementary.Power(0.5, (long)cycle),
            CycleShape.ExpRange => Elementary.Power(Factor, at.Step),
            _ => 1,
        };
    }
}
