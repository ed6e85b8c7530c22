using Sweep.Core.Contracts;

namespace Sweep.Strategies.Pruners;

/// <summary>Stops a fit whose best value so far is worse than the median of what earlier fits had at the same epoch.</summary>
/// <remarks>
/// Only completed fits are compared with. The percentile is interpolated between the two values around it; a fit that equals it goes on.
/// Source: Golovin et al. 2017, "Google Vizier", section 3.2.2, with the values at an epoch instead of their running averages,
/// as in Optuna's MedianPruner and PercentilePruner. Unlike there, NaN counts among the earlier values, as the worst.
/// </remarks>
public sealed record MedianPruner : IPruner
{
    /// <summary>Nothing is stopped before so many earlier fits are complete. At least 0.</summary>
    public int StartupTrials { get; init => field = Check.AtLeast(0, value); } = 5;

    /// <summary>No fit is stopped before this epoch. At least 0.</summary>
    public int WarmupEpochs { get; init => field = Check.AtLeast(0, value); }

    /// <summary>Epochs from one look at a fit to the next, counted from the warmup; a look before the first epoch is made after it. At least 1.</summary>
    public int Interval { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>The share of the earlier fits, from the best on and in percent, that a fit must keep up with. From 0 to 100.</summary>
    public double Percentile { get; init => field = Check.Between(0, 100, value); } = 50;

    /// <inheritdoc/>
    public bool ShouldStop(IReadOnlyList<double> course, IReadOnlyList<PastFit> earlier, bool maximize)
    {
        int epoch = course.Count;
        if (epoch < WarmupEpochs || (epoch > 1 && (epoch - WarmupEpochs) % Interval != 0))
            return false;

        double best = course.Min(value => Cost.Of(value, maximize));

        // What the percentile lies between can be told without sorting: how many are better, the last of them, and the next after those.
        int completed = 0, compared = 0, better = 0;
        double lastBetter = double.NegativeInfinity, next = double.PositiveInfinity;
        foreach (var fit in earlier)
        {
            if (!fit.Completed)
                continue;
            completed++;
            if (fit.Course.Count < epoch)
                continue;
            compared++;
            double cost = Cost.Of(fit.Course[epoch - 1], maximize);
            if (cost < best)
                (better, lastBetter) = (better + 1, Math.Max(lastBetter, cost));
            else
                next = Math.Min(next, cost);
        }
        if (completed < StartupTrials || better == 0)
            return false;

        double position = Percentile * (compared - 1) / 100;
        int below = (int)position;
        if (better != below + 1)
            return better > below + 1;

        double share = position - below;
        return share == 0 || best > lastBetter + (next - lastBetter) * share;
    }
}
