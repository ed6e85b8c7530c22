using Sweep.Core.Contracts;

namespace Sweep.Core.Training;

/// <summary>A copy of what a network has learned.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Statistics">What layers have learned without a gradient.</param>
public sealed record WeightSnapshot(ReadOnlyMemory<float> Weights, ReadOnlyMemory<float> Statistics)
{
    /// <summary>Copies what a network has learned so far, with the weights that its optimizer ships.</summary>
    public static WeightSnapshot Of(Learner learner, IOptimizer optimizer) => new(learner.ShippedWeights(optimizer).ToArray(), learner.Statistics.ToArray());

    /// <summary>Makes a network know this, and nothing else.</summary>
    public void PutInto(Learner learner)
    {
        learner.ShipsAsTheyAre = true;
        Weights.Span.CopyTo(learner.Weights);
        Statistics.Span.CopyTo(learner.Statistics);
    }

    /// <summary>Whether it can be of a network.</summary>
    internal bool Fits(Network network) => Weights.Length == network.WeightCount && Statistics.Length == network.Statistics.Count;
}
