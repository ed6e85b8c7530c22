namespace Sweep.Strategies.RangeTest;

/// <summary>Losses as fastai, Lightning and torch-lr-finder record them: averaged over the past, up to where they diverge.</summary>
/// <param name="Losses">The averages, up to and with the one at which they diverge; a loss that is not finite is not among them.</param>
/// <param name="StopIndex">The number of the loss at which it ended, from 0.</param>
/// <param name="Stopped">Why it ended.</param>
/// <remarks>
/// <code>v = β·v + (1 − β)·loss,   average = v / (1 − βᵗ);   diverged where average &gt; factor · least average so far</code>
/// Source: fastai's AvgSmoothLoss and ParamScheduler callbacks. torch-lr-finder has v = first loss at the start instead, and no correction.
/// A multiple of a loss below 0 is exceeded at once, which is theirs.
/// </remarks>
public sealed record RunningAverage(IReadOnlyList<double> Losses, int StopIndex, StopReason Stopped)
{
    /// <summary>Averages losses.</summary>
    /// <param name="losses">The losses; whatever follows one that is not finite is not looked at.</param>
    /// <param name="beta">The share of the past, in [0, 1).</param>
    /// <param name="factor">The multiple of the least average at which they have diverged.</param>
    /// <param name="start">How it starts.</param>
    public static RunningAverage Of(IReadOnlyList<double> losses, double beta, double factor, AverageStart start = AverageStart.Corrected)
    {
        var averages = new List<double>(losses.Count);
        double sum = 0, weight = start == AverageStart.CorrectedLate ? beta : 1, best = double.PositiveInfinity;
        for (int i = 0; i < losses.Count; i++)
        {
            if (!double.IsFinite(losses[i]))
                return new RunningAverage(averages, i, double.IsNaN(losses[i]) ? StopReason.Nan : StopReason.Infinite);
            sum = i == 0 && start == AverageStart.FirstLoss ? losses[0] : beta * sum + (1 - beta) * losses[i];
            weight *= beta;
            double average = start == AverageStart.FirstLoss ? sum : sum / (1 - weight);
            averages.Add(average);
            best = Math.Min(best, average);
            if (average > factor * best)
                return new RunningAverage(averages, i, StopReason.Diverged);
        }
        return new RunningAverage(averages, losses.Count - 1, StopReason.EndOfRange);
    }
}
