namespace Sweep.Runner.Trials;

/// <summary>What a trial scored on one fold, and on the inner folds of its training rows.</summary>
/// <param name="Repeat">The repeat, from 0.</param>
/// <param name="Number">The fold in its repeat, from 0.</param>
/// <param name="Score">The mean over the fold's seeds; NaN unless all of them completed.</param>
/// <param name="InnerScore">The mean over the inner folds; NaN unless all of their fits completed, or where there are none.</param>
public readonly record struct FoldScore(int Repeat, int Number, double Score, double InnerScore);
