using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>The average of the weights of a training under way, with what layers learn without a gradient.</summary>
internal sealed class AveragedWeights(IWeightAverage rule, Network network)
{
    private readonly float[] _weights = new float[network.WeightCount];
    private readonly float[] _statistics = new float[network.Statistics.Count];
    private bool _isIn;

    /// <summary>How many weights it has taken in.</summary>
    public long Taken { get; private set; }

    /// <summary>Takes in the weights that the optimizer ships after an update, as the rule says.</summary>
    public void Take(Learner learner, IOptimizer optimizer, int epoch, bool endsEpoch)
    {
        double share = rule.ShareOf(Taken, epoch, endsEpoch);
        if (share == 0)
            return;
        Elementwise.MoveTowards((float)share, learner.ShippedWeights(optimizer), _weights);
        Elementwise.MoveTowards((float)share, learner.Statistics, _statistics);
        Taken++;
    }

    /// <summary>Puts the average in the place of the trained weights, to be judged, where there is one.</summary>
    public void PutIn(Learner learner)
    {
        if (Taken == 0 || _isIn)
            return;
        Exchange(learner);
        _isIn = learner.ShipsAsTheyAre = true;
    }

    /// <summary>Puts the trained weights back.</summary>
    /// <returns>Whether they had been replaced.</returns>
    public bool TakeOut(Learner learner)
    {
        bool was = _isIn;
        if (was)
            Exchange(learner);
        _isIn = learner.ShipsAsTheyAre = false;
        return was;
    }

    /// <summary>A copy of the average, while the trained weights are in their place.</summary>
    public WeightSnapshot Snapshot() => new(_weights.ToArray(), _statistics.ToArray());

    /// <summary>Goes on from a copy.</summary>
    public void Restore(WeightSnapshot average, long taken)
    {
        average.Weights.Span.CopyTo(_weights);
        average.Statistics.Span.CopyTo(_statistics);
        Taken = taken;
    }

    private void Exchange(Learner learner)
    {
        Elementwise.Exchange(learner.Weights, _weights);
        Elementwise.Exchange(learner.Statistics, _statistics);
    }
}
