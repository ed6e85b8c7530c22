using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>Lowers the rate where the training no longer gets better. It looks at what early stopping would: the loss or metric of rows held back, or else of the validation rows.</summary>
/// <remarks>
/// <code>
/// better: value &lt; best − threshold·|best|,   value &lt; best − threshold where not relative        (&gt; and + where more is better)
/// once bad epochs in a row are more than patience: share = max(share·factor, floor), if that changes it by more than least_change
/// </code>
/// It is PyTorch's ReduceLROnPlateau, but that a relative threshold goes by the size of the best value: PyTorch's takes worse values for better ones below 0.
/// A value that is not a number is never better. With <see cref="AtPatience"/>, an absolute threshold and no least change it is Keras' callback
/// (<c>preset: keras</c>), but that a cooldown of n epochs is Keras' n + 1. Epochs before the part of the training that is this schedule's do not count.
/// </remarks>
public sealed record ReduceOnPlateau : ISchedule
{
    /// <summary>What a plateau multiplies the rate by, in [0, 1).</summary>
    public double Factor { get; init => field = Check.Fraction(value); } = 0.1;

    /// <summary>So many epochs in a row without a better value are borne. At least 0.</summary>
    public int Patience { get; init => field = Check.AtLeast(0, value); } = 10;

    /// <summary>Whether the rate falls after as many bad epochs as patience says, as in Keras, rather than after one more.</summary>
    public bool AtPatience { get; init; }

    /// <summary>A value is better only if it is so by more than this. At least 0; less than 1 where it is relative.</summary>
    public double Threshold { get; init => field = Check.NotNegative(value); } = 1e-4;

    /// <summary>Whether the threshold is a share of the best value's size.</summary>
    public bool Relative { get; init; } = true;

    /// <summary>So many epochs after a fall bad values do not count. At least 0.</summary>
    public int Cooldown { get; init => field = Check.AtLeast(0, value); }

    /// <summary>The share of the peak that the rate does not fall below. From 0 to 1.</summary>
    public double Floor { get; init => field = Check.Between(0, 1, value); }

    /// <summary>A change of the share that is not larger than this is not made. At least 0.</summary>
    public double LeastChange { get; init => field = Check.NotNegative(value); } = 1e-8;

    /// <inheritdoc/>
    bool ISchedule.WatchesCourse => true;

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        if (at.Course is not { } course)
            return 1;
        // The epochs that had ended when this schedule's part began, and by the step that is asked for.
        int from = (int)Math.Min(course.Count, at.Before / at.StepsPerEpoch);
        int to = (int)Math.Min(course.Count, (at.Before + at.Step) / at.StepsPerEpoch);
        return course.Of(this, from, to, static (rule, values, moreIsBetter) => rule.After(values, moreIsBetter).Share);
    }

    /// <inheritdoc/>
    public void Require()
    {
        if (Relative && !(Threshold < 1))
            throw new ArgumentException(FormattableString.Invariant($"Threshold must be less than 1 where it is relative; got {Threshold}. Give a smaller one, or a threshold that is not relative."), nameof(Threshold));
    }

    /// <summary>What becomes of the values of epochs.</summary>
    internal PlateauState After(ReadOnlySpan<double> values, bool moreIsBetter)
    {
        var state = PlateauState.Start;
        foreach (double value in values)
            state = Next(state, value, moreIsBetter);
        return state;
    }

    private PlateauState Next(PlateauState state, double value, bool moreIsBetter)
    {
        state = IsBetter(value, state.Best, moreIsBetter) ? state with { Best = value, Bad = 0 } : state with { Bad = state.Bad + 1 };
        if (state.Cooling > 0)
            return state with { Bad = 0, Cooling = state.Cooling - 1 };
        if (AtPatience ? state.Bad < Math.Max(1, Patience) : state.Bad <= Patience)
            return state;
        double lower = Math.Max(state.Share * Factor, Floor);
        return state with { Share = state.Share - lower > LeastChange ? lower : state.Share, Bad = 0, Cooling = Cooldown };
    }

    private bool IsBetter(double value, double best, bool moreIsBetter)
    {
        // Every comparison with NaN is false: it must be looked for as a best value that is not there yet.
        if (double.IsNaN(best))
            return moreIsBetter ? value > double.NegativeInfinity : value < double.PositiveInfinity;
        double least = Relative ? Threshold * Math.Abs(best) : Threshold;
        return moreIsBetter ? value > best + least : value < best - least;
    }
}
