using Sweep.Core.Statistics;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Ranking;

/// <summary>What choosing a setting by inner folds is worth.</summary>
public sealed record NestedEstimate
{
    /// <summary>The score, on each outer fold in order, of the setting that was chosen there; NaN where its fit there did not complete.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>The mean over the inner folds by which it was chosen: on the optimistic side, as it is the best of them.</summary>
    public required IReadOnlyList<double> InnerScores { get; init; }

    /// <summary>The settings that were chosen, and in how many outer folds: the most frequent first.</summary>
    public required IReadOnlyList<(TrialResult Trial, int Folds)> Choices { get; init; }

    /// <summary>Outer folds in which no setting could be chosen, as none completed all its inner folds with a metric that is a number.</summary>
    public required int Unchosen { get; init; }

    /// <summary>Mean and spread of the scores; null where there is an outer fold without a score, which has no fair place in a mean.</summary>
    public ResampledMean? Summary => Unchosen > 0 || Scores.Count == 0 || Scores.Any(double.IsNaN) ? null : ResampledMean.Of(Scores);
}
