using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Rises to the peak once, and falls from it to almost nothing by the end of the training; momentum goes the other way, if asked to.</summary>
/// <remarks>
/// <code>
/// two phases:   start → 1 until step r,   1 → end until step e
/// three phases: start → 1 until step r,   1 → start until step 2·r,   start → end until step e
/// e = length − 1 and r = rise·length − 1,   or length and rise·length where the last step is not to be the end
/// from a to b at share p of a phase: b + (a − b)·(1 + cos(π·p)) / 2,   a + (b − a)·p where linear
/// momentum: highest → lowest → highest, and it stays there
/// </code>
/// Source: Smith and Topin 2018, "Super-convergence: very fast training of neural networks using large learning rates"; the phases are those of PyTorch's
/// OneCycleLR, and with <c>preset: fastai</c> those of fastai's fit_one_cycle. After its length the rate stays at the end: it never jumps back up.
/// </remarks>
public sealed record OneCycle : ISchedule
{
    /// <summary>The share of the peak that the first step uses: 1 over PyTorch's div_factor. From 0 to 1.</summary>
    public double Start { get; init => field = Check.Between(0, 1, value); } = 1 / 25.0;

    /// <summary>The share of the peak that the last step uses: that of the first, over PyTorch's final_div_factor. From 0 to 1.</summary>
    public double End { get; init => field = Check.Between(0, 1, value); } = 1 / 25.0 / 1e4;

    /// <summary>The share of the length in which the rate rises. From 0 to 1; with three phases, in which it falls as long, to 0.5.</summary>
    public double Rise { get; init => field = Check.Between(0, 1, value); } = 0.3;

    /// <summary>How long the cycle is.</summary>
    public TrainingLength Length { get; init => field = Check.Positive(value); } = TrainingLength.Share(1);

    /// <summary>Whether the rate falls to where it began before it falls to the end.</summary>
    public bool ThreePhases { get; init; }

    /// <summary>How the rate goes from one value to another.</summary>
    public OneCycleShape Shape { get; init => field = Check.Known(value); }

    /// <summary>Whether the last step is at the end, as in PyTorch, rather than the step after it would be, as in fastai.</summary>
    public bool ReachesEnd { get; init; } = true;

    /// <summary>The momentum at the peak, in [0, 1); none: momentum is left alone.</summary>
    public double? LowestMomentum { get; init => field = Check.Fraction(value); }

    /// <summary>The momentum at the start and at the end, in [0, 1); none: momentum is left alone.</summary>
    public double? HighestMomentum { get; init => field = Check.Fraction(value); }

    /// <inheritdoc/>
    bool ISchedule.CyclesMomentum => HighestMomentum is not null;

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        RequirePhases();
        var (phase, share) = PhaseAt(at);
        return phase switch
        {
            0 => Between(Start, 1, share),
            1 => Between(1, ThreePhases ? Start : End, share),
            _ => Between(Start, End, share),
        };
    }

    /// <inheritdoc/>
    public double? MomentumAt(in ScheduleStep at)
    {
        if (LowestMomentum is not { } lowest || HighestMomentum is not { } highest)
            return null;
        var (phase, share) = PhaseAt(at);
        return phase switch
        {
            0 => Between(highest, lowest, share),
            1 => Between(lowest, highest, share),
            _ => highest,
        };
    }

    /// <inheritdoc/>
    public void Require()
    {
        RequirePhases();
        MomentumRange.Require(LowestMomentum, HighestMomentum);
    }

    // A phase of no length is passed over; past the last one its end holds.
    private (int Phase, double Share) PhaseAt(in ScheduleStep at)
    {
        double length = Length.StepsIn(at), last = ReachesEnd ? 1 : 0;
        double top = Rise * length - last, end = length - last;
        if (at.Step <= top)
            return (0, top > 0 ? at.Step / top : 1);
        if (!ThreePhases)
            return (1, Math.Min(1, (at.Step - top) / (end - top)));
        return at.Step <= 2 * top ? (1, (at.Step - top) / top) : (2, Math.Min(1, (at.Step - 2 * top) / (end - 2 * top)));
    }

    private double Between(double from, double to, double share) =>
        Shape == OneCycleShape.Linear ? from + (to - from) * share : to + (from - to) * (1 + Elementary.CosPi(share)) / 2;

    private void RequirePhases()
    {
        if (ThreePhases && !(Rise <= 0.5))
            throw new ArgumentException(FormattableString.Invariant($"Rise must be at most 0.5 with three phases, as the rate falls for as long; got {Rise}."), nameof(Rise));
    }
}
