using Sweep.Core.Contracts;

namespace Sweep.Strategies.RangeTest;

/// <summary>Settings of a learning-rate range test.</summary>
/// <remarks>
/// Source of the test: Smith 2017, "Cyclical learning rates for training neural networks", section 3.3; with short runs instead of one long one,
/// replicates, and the loss of the same rows at every rate.
/// </remarks>
public sealed record RangeTestOptions
{
    // A run of any length is down to one update by then.
    private const int MostHalvings = 30;
    private const int MostReplicates = 1000;

    /// <summary>The rates that are tried, lowest first.</summary>
    public RateGrid Rates { get; init; } = new(1e-7, 10, 33);

    /// <summary>Whether each rate starts again, or one training goes through all of them.</summary>
    public RangeTestMode Mode { get; init => field = Check.Known(value); } = RangeTestMode.ShortRuns;

    /// <summary>Updates at each rate, and no more than the plan's training has. At least 1; null: 200 in short runs, 1 in a continuous test.</summary>
    public int? StepsPerRate { get; init => field = value is { } steps ? Check.AtLeast(1, steps) : null; }

    /// <summary>How many times the length of a short run is halved, from 0 to 30; the loss is looked at there, too, and once between two of these.</summary>
    public int Halvings { get; init => field = Check.Between(0, MostHalvings, value); } = 4;

    /// <summary>Trainings that differ in initial weights and batch order, each through all rates. From 1 to 1000; with fewer than 3 no interval can be told.</summary>
    public int Replicates { get; init => field = Check.Between(1, MostReplicates, value); } = 5;

    /// <summary>
    /// Training rows, drawn for each replicate, whose mean loss is what a rate is judged by; at least 0, and all where there are fewer. With 0 it is the
    /// loss of the batches as they are trained on, before each update, as other tools have it.
    /// </summary>
    public int MeasuredRows { get; init => field = Check.AtLeast(0, value); } = 512;

    /// <summary>What ends a replicate.</summary>
    public DivergenceRule Divergence { get; init; } = new();

    /// <summary>The numbers of updates at a rate after which the loss is looked at, rising; the last one is the length of a run.</summary>
    /// <param name="updates">Updates of the whole training.</param>
    public int[] Looks(long updates)
    {
        if (Mode == RangeTestMode.Continuous)
            return [StepsPerRate ?? 1];
        int longest = (int)Math.Min(StepsPerRate ?? 200, updates);
        return
        [
            .. Enumerable.Range(0, 2 * Halvings + 1)
                .Select(look => (int)((longest >> (look / 2)) / (look % 2 == 0 ? 1 : Math.Sqrt(2))))
                .Where(steps => steps > 0).Distinct().Reverse(),
        ];
    }
}
