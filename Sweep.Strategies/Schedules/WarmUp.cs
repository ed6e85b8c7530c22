using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Lets the rate rise to where another schedule begins, which then counts its steps from 0 and has the rest of the training for its own.</summary>
/// <remarks>
/// <code>
/// p = (t + 1) / length,   t / length where a start is given
/// linear: start + (1 − start)·p;   cosine: start + (1 − start)·(1 − cos(π·p)) / 2;   exponential: start^(1 − p);   constant: start
/// then the other schedule at step t − length
/// </code>
/// Without a start the first step uses 1 / length and the last one the peak: no step is wasted on a rate of 0, as with Hugging Face's warm-ups, which are
/// <c>start: 0</c>. PyTorch's LinearLR is <c>preset: torch</c>, its ConstantLR the same with <c>shape: constant</c>; Keras warms up before a cosine only.
/// Source: Goyal et al. 2017, "Accurate, large minibatch SGD: training ImageNet in 1 hour", section 2.2.
/// </remarks>
public sealed record WarmUp : ISchedule
{
    /// <summary>How long the rate rises.</summary>
    public required TrainingLength Length { get; init; }

    /// <summary>What comes after it.</summary>
    public ISchedule Then { get; init; } = new Constant();

    /// <summary>How the rate rises.</summary>
    public WarmUpShape Shape { get; init => field = Check.Known(value); }

    /// <summary>The share that the first step uses, from 0 to 1; none: the first step above 0 on the way to 1.</summary>
    public double? Start { get; init => field = Check.Between(0, 1, value); }

    /// <inheritdoc/>
    bool ISchedule.CyclesMomentum => Then.CyclesMomentum;

    /// <inheritdoc/>
    bool ISchedule.WatchesCourse => Then.WatchesCourse;

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        long steps = Length.WholeStepsIn(at);
        double factor = Then.FactorAt(After(at, steps));
        return at.Step < steps ? factor * Risen(at.Step, steps) : factor;
    }

    /// <inheritdoc/>
    public double? MomentumAt(in ScheduleStep at) => Then.MomentumAt(After(at, Length.WholeStepsIn(at)));

    /// <inheritdoc/>
    public void Require()
    {
        RequireStart();
        Then.Require();
    }

    // While the rate rises, the other schedule is at its first step.
    private static ScheduleStep After(in ScheduleStep at, long steps)
    {
        var part = at.Part(steps, at.Steps);
        return part.Step < 0 ? part with { Step = 0 } : part;
    }

    private double Risen(long step, long steps)
    {
        RequireStart();
        double start = Start ?? 0, share = (Start is null ? step + 1.0 : step) / steps;
        return Shape switch
        {
            WarmUpShape.Linear => start + (1 - start) * share,
            WarmUpShape.Cosine => start + (1 - start) * (1 - Elementary.CosPi(share)) / 2,
            WarmUpShape.Exponential => Elementary.RealPower(start, 1 - share),
            _ => start,
        };
    }

    private void RequireStart()
    {
        if (Shape == WarmUpShape.Constant && Start is null)
            throw new ArgumentException("Start must be given where the shape is constant: it is the share that all steps of the warm-up use; got none.", nameof(Start));
        if (Shape == WarmUpShape.Exponential && !(Start > 0))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Start must be given and above 0 where the shape is exponential, as 0 times any factor is 0; got {(Start is { } start ? start : "none")}."),
                nameof(Start));
        }
    }
}
