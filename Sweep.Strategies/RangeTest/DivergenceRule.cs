using Sweep.Core.Contracts;

namespace Sweep.Strategies.RangeTest;

/// <summary>Says when a loss has risen so far that higher rates need not be tried. It holds for losses of any sign and unit.</summary>
/// <remarks>
/// <code>loss &gt; best + factor · max(|first − best|, spread)</code>
/// Other tools compare with a multiple of the best loss, which a loss below 0 exceeds at once. A constant added to all losses makes no difference here.
/// </remarks>
public sealed record DivergenceRule
{
    /// <summary>How many times the greatest fall so far a loss may rise above the best. Above 0.</summary>
    public double Factor { get; init => field = Check.Positive(value); } = 3;

    /// <summary>Why a test ends at a loss; null: it goes on.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="first">The loss before training.</param>
    /// <param name="best">The lowest loss so far, the first one included.</param>
    /// <param name="spread">A difference of losses that means nothing: the standard deviation over rows, before training.</param>
    public StopReason? ReasonToStop(double loss, double first, double best, double spread)
    {
        if (double.IsNaN(loss))
            return StopReason.Nan;
        if (double.IsInfinity(loss))
            return StopReason.Infinite;
        return loss > best + Factor * Math.Max(Math.Abs(first - best), spread) ? StopReason.Diverged : null;
    }
}
