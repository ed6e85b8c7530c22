using Sweep.Core.Contracts;

namespace Sweep.Core.Training;

/// <summary>Follows the values that early stopping looks at: which epoch was the best, with its weights, and how long ago that was.</summary>
/// <param name="rule">The settings.</param>
/// <param name="maximize">Whether more is better.</param>
internal sealed class BestEpoch(EarlyStopping rule, bool maximize)
{
    private double _best = maximize ? double.NegativeInfinity : double.PositiveInfinity;
    private int _waited;

    /// <summary>The best epoch so far, from 1; null before the first value that is a number.</summary>
    public int? Epoch { get; private set; }

    /// <summary>What the network knew after it.</summary>
    public WeightSnapshot? Weights { get; private set; }

    /// <summary>Whether patience has run out.</summary>
    public bool IsOver => _waited >= rule.Patience;

    /// <summary>Whether the best weights are to be kept in the end, and there are some.</summary>
    public bool IsKept => rule.RestoreBest && Epoch is not null;

    /// <summary>Follows the values that a plan looks at; null where it has no early stopping.</summary>
    public static BestEpoch? Of(TrainingPlan plan) => plan.EarlyStopping is { } rule
        ? new BestEpoch(rule, rule.Metric is { } metric && plan.Metrics[metric].Best > plan.Metrics[metric].Worst)
        : null;

    /// <summary>Takes the next epoch.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="learner">The network after it.</param>
    /// <param name="optimizer">Says which weights to keep.</param>
    public void Take(EpochResult epoch, Learner learner, IOptimizer optimizer)
    {
        if (IsBest(epoch))
            Weights = WeightSnapshot.Of(learner, optimizer);
    }

    /// <summary>Takes the epochs of a checkpoint, with the weights of the best of them.</summary>
    public void Restore(TrainingCheckpoint checkpoint)
    {
        foreach (var epoch in checkpoint.Epochs)
            IsBest(epoch);
        Weights = checkpoint.Best;
    }

    private bool IsBest(EpochResult epoch)
    {
        if (epoch.Epoch <= rule.StartFromEpoch)
            return false;
        // False for NaN, whichever way is better.
        if (maximize ? epoch.Monitored > _best + rule.MinDelta : epoch.Monitored < _best - rule.MinDelta)
        {
            (_best, _waited, Epoch) = (epoch.Monitored, 0, epoch.Epoch);
            return true;
        }
        _waited++;
        return false;
    }
}
