using Sweep.Core.Contracts;

namespace Sweep.Core.Training;

/// <summary>The plain mean of the weights at the ends of epochs, from one epoch on.</summary>
/// <remarks>
/// <code>a = (n·a + w) / (n + 1)</code>
/// Source: Izmailov et al. 2018, "Averaging weights leads to wider optima and better generalization", algorithm 1. What layers learn without a
/// gradient is averaged like weights, where the paper computes it anew in another pass over the rows.
/// </remarks>
public sealed record StochasticAverage : IWeightAverage
{
    /// <summary>The first epoch, from 1, whose weights are part of the mean.</summary>
    public int StartEpoch { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <inheritdoc/>
    public double ShareOf(long taken, int epoch, bool endsEpoch) => endsEpoch && epoch >= StartEpoch ? 1.0 / (taken + 1) : 0;
}
