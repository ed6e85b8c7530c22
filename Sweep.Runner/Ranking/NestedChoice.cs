using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Ranking;

/// <summary>Nested cross-validation of some trials: what choosing among them by inner folds is worth on rows that had no say in the choice. Trials are passed once and not kept.</summary>
/// <remarks>
/// Source: Varma and Simon 2006, "Bias in error estimation when using cross-validation for model selection": in each outer fold the setting is
/// chosen anew, by the training rows alone, and the mean over the outer folds estimates the result of choosing, not that of one setting.
/// </remarks>
/// <param name="metric">What is chosen by.</param>
internal sealed class NestedChoice(StudyMetric metric)
{
    private readonly Dictionary<(int Repeat, int Fold), (TrialResult Trial, FoldScore Scores)> _chosen = [];
    private int _folds;

    /// <summary>Chooses the trial in each fold where it is better inside than those before it.</summary>
    public void Add(TrialResult trial)
    {
        _folds = Math.Max(_folds, trial.Folds.Count);
        foreach (var scores in trial.Folds)
        {
            var place = (scores.Repeat, scores.Number);
            if (!double.IsNaN(scores.InnerScore) && (!_chosen.TryGetValue(place, out var before) || metric.Better(scores.InnerScore, before.Scores.InnerScore)))
                _chosen[place] = (trial, scores);
        }
    }

    /// <summary>What came out.</summary>
    public NestedEstimate Estimate() => new()
    {
        Scores = [.. _chosen.OrderBy(each => each.Key).Select(each => each.Value.Scores.Score)],
        InnerScores = [.. _chosen.OrderBy(each => each.Key).Select(each => each.Value.Scores.InnerScore)],
        Choices = [.. _chosen.Values.CountBy(each => each.Trial).OrderByDescending(choice => choice.Value).ThenBy(choice => choice.Key.Number).Select(choice => (choice.Key, choice.Value))],
        Unchosen = _folds - _chosen.Count,
    };
}
