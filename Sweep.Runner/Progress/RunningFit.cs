using Sweep.Runner.Objectives;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Progress;

/// <summary>What a worker did at one instant.</summary>
/// <param name="Trial">The number of the trial, from 0.</param>
/// <param name="Fold">The fold.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Epoch">The last epoch that was reported; 0 before the first.</param>
/// <param name="Epochs">How many epochs there are; null where that is not known.</param>
/// <param name="Duration">How long the attempt had been running.</param>
/// <param name="Configuration">What was tried.</param>
internal sealed record RunningFit(long Trial, StudyFold Fold, int Attempt, long Epoch, long? Epochs, TimeSpan Duration, Configuration Configuration);
