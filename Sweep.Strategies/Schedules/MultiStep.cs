using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Changes the rate at given times: multiplies it by a factor, or goes on to the next of given values.</summary>
/// <remarks>
/// <code>factorᵏ or values[k], k = the number of boundaries ≤ t        (&lt; t where they are inclusive)</code>
/// With a factor it is PyTorch's MultiStepLR, with values Keras' PiecewiseConstantDecay. They differ in the step at a boundary: PyTorch's has the new rate,
/// Keras' still the old one.
/// </remarks>
public sealed record MultiStep : ISchedule
{
    /// <summary>When the rate changes, from the start of the training, in order. One that is there twice counts twice.</summary>
    public required IReadOnlyList<TrainingLength> Boundaries { get; init => field = new ValueList<TrainingLength>(value); }

    /// <summary>What each change multiplies the rate by. At least 0. It has no meaning beside <see cref="Values"/>.</summary>
    public double Factor { get; init => field = Check.NotNegative(value); } = 0.1;

    /// <summary>The share of the peak before the first boundary, after it, and so on: one more than boundaries. Empty: the factor decides.</summary>
    public IReadOnlyList<double> Values
    {
        get;
        init => field = new ValueList<double>(value.Select(share => Check.NotNegative(share, nameof(Values))));
    } = new ValueList<double>([]);

    /// <summary>Whether the step at a boundary still has the old rate, as in Keras.</summary>
    public bool Inclusive { get; init; }

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        RequireCount();
        int behind = PartBoundaries.Behind(Boundaries, at, Inclusive, out _, out _);
        return Values.Count > 0 ? Values[behind] : Elementary.Power(Factor, behind);
    }

    /// <inheritdoc/>
    public void Require()
    {
        RequireCount();
        PartBoundaries.Require(Boundaries);
    }

    private void RequireCount()
    {
        if (Values.Count > 0 && Values.Count != Boundaries.Count + 1)
        {
            throw new ArgumentException(
                $"Values must be one more than boundaries, {Boundaries.Count + 1}: the first is that before the first boundary; got {Values.Count}.", nameof(Values));
        }
    }
}
