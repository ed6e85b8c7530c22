using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Schedules;

/// <summary>Rises to the peak in a straight line, and falls as a power of the steps made, 1/√t as a rule.</summary>
/// <remarks>
/// <code>min((t + 1) / w, (w / (t + 1))^power),   w = the steps of the warm-up, at least 1</code>
/// With a power of ½ it is the schedule of Vaswani et al. 2017, "Attention is all you need", eq. 3 ("Noam"), as a share of its peak, d_model^(−½)·w^(−½); without a
/// warm-up it is scikit-learn's <c>invscaling</c>, whose power_t is the power.
/// </remarks>
public sealed record InverseSquareRoot : ISchedule
{
    /// <summary>How long the rate rises; it also says how slowly the rate falls.</summary>
    public TrainingLength WarmUp { get; init; }

    /// <summary>The power. Above 0.</summary>
    public double Power { get; init => field = Check.Positive(value); } = 0.5;

    /// <inheritdoc/>
    public double FactorAt(in ScheduleStep at)
    {
        double rising = Math.Max(1, WarmUp.WholeStepsIn(at)), step = at.Step + 1;
        return step < rising ? step / rising : Elementary.RealPower(rising / step, Power);
    }
}
