using Sweep.Core.Contracts;

namespace Sweep.Strategies.Pruners;

/// <summary>Lets a fit pass a rung, an epoch that is a power of a factor, only if it is among the best 1/factor of those that reached it.</summary>
/// <remarks>
/// <code>
/// rung k is at epoch MinEpochs·ReductionFactorᵏ
/// of n fits there, this one included, max(1, ⌊n/ReductionFactor⌋) go on, and those that equal the last of them
/// </code>
/// Pruned fits count at the rungs that they reached, the last included. Source: Li et al. 2020, "A System for Massively Parallel
/// Hyperparameter Tuning", Algorithm 2 (ASHA), with fits that stop or go on at once instead of pausing, as in Optuna's
/// SuccessiveHalvingPruner. Unlike there, NaN is compared like any value, as the worst.
/// </remarks>
public sealed record SuccessiveHalvingPruner : IPruner
{
    /// <summary>The epoch of the first rung. At least 1.</summary>
    public int MinEpochs { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>How many times fewer fits pass a rung than reach it, and how many times later the next one is. At least 2.</summary>
    public int ReductionFactor { get; init => field = Check.AtLeast(2, value); } = 4;

    /// <inheritdoc/>
    public bool ShouldStop(IReadOnlyList<double> course, IReadOnlyList<PastFit> earlier, bool maximize)
    {
        int epoch = course.Count;
        long rung = MinEpochs;
        while (rung < epoch)
            rung *= ReductionFactor;
        if (rung != epoch)
            return false;

        double cost = Cost.Of(course[^1], maximize);
        int reached = 1, better = 0;
        foreach (var fit in earlier)
        {
            if (fit.Course.Count < epoch)
                continue;
            reached++;
            if (Cost.Of(fit.Course[epoch - 1], maximize) < cost)
                better++;
        }
        return better >= Math.Max(1, reached / ReductionFactor);
    }
}
