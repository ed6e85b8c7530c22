using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Rises to the peak, stays there for most of the training, and falls at its end.</summary>
/// <remarks>
/// <code>
/// t &lt; w:           (t + 1) / w
/// t &lt; w + stable:  1
/// after that:      end + (1 − end)·k(u),   u = min(1, (t + 1 − w − stable) / decay),   end^u where exponential
/// k(u) = 1 − u,   (1 + cos(π·u)) / 2   or   1 − √u
/// </code>
/// Source: Hu et al. 2024, "MiniCPM: unveiling the potential of small language models with scalable training strategies". The last step of the warm-up is at
/// the peak, the first of the decay below it, and the last at the end; implementations that count from t / w are a step later.
/// </remarks>
public sealed record WarmUpStableDecay : ISchedule
{
    /// <summary>How long the rate rises.</summary>
    public TrainingLength WarmUp { get; init; } = TrainingLength.Share(0.1);

    /// <summary>How long it stays; none: for what the other two leave of the training.</summary>
    public TrainingLength? Stable { get; init; }

    /// <summary>How long it falls.</summary>
    public TrainingLength Decay { get; init; } = TrainingLength.Share(0.2);

    /// <summary>How it falls.</summary>
    public DecayShape Shape { get; init => field = Check.Known(value); }

    /// <summary>The share of the peak that the last step uses. From 0 to 1.</summary>
    public double End { get; init => field = Check.Between(0, 1, value); }

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        RequireEnd();
        long rising = WarmUp.WholeStepsIn(at), falling = Decay.WholeStepsIn(at);
        if (at.Step < rising)
            return (at.Step + 1.0) / rising;
        long top = rising + (Stable?.WholeStepsIn(at) ?? Math.Max(0, at.Steps - rising - falling));
        return at.Step < top ? 1 : Fallen(Math.Min(1, (at.Step + 1.0 - top) / falling));
    }

    /// <inheritdoc/>
    public void Require()
    {
        RequireEnd();
        double shares = new[] { WarmUp, Stable ?? default, Decay }.Where(length => length.Unit == LengthUnit.Share).Sum(length => length.Value);
        if (Math.Round(shares, 12) > 1)
        {
            throw new ArgumentException(
                $"WarmUp, stable and decay must be at most 100% of the training together; got {WarmUp}, {Stable?.ToString() ?? "none"} and {Decay}.", nameof(WarmUp));
        }
    }

    private double Fallen(double share) => Shape switch
    {
        DecayShape.Linear => End + (1 - End) * (1 - share),
        DecayShape.Cosine => End + (1 - End) * (1 + Elementary.CosPi(share)) / 2,
        DecayShape.SquareRoot => End + (1 - End) * (1 - Math.Sqrt(share)),
        _ => Elementary.RealPower(End, share),
    };

    private void RequireEnd()
    {
        if (Shape == DecayShape.Exponential && !(End > 0))
            throw new ArgumentException("End must be above 0 where the shape is exponential, which never gets to 0; got 0.", nameof(End));
    }
}
