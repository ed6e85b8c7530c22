using Sweep.Runner.Trials;

namespace Sweep.Runner.Ranking;

/// <summary>All trials that have one value of a hyperparameter in common, judged by the best of them.</summary>
/// <param name="Value">The value.</param>
/// <param name="Best">The best trial; null where none of them has a finite metric.</param>
/// <param name="Trials">How many trials there are.</param>
/// <param name="Pruned">How many of them were pruned.</param>
/// <param name="Diverged">How many of them diverged.</param>
/// <param name="Failed">How many of them failed.</param>
/// <param name="Undefined">How many of them completed with a metric that is not a number.</param>
public sealed record RankedGroup(object Value, TrialResult? Best, int Trials, int Pruned, int Diverged, int Failed, int Undefined);
