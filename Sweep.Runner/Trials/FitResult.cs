using Sweep.Runner.Objectives;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Trials;

/// <summary>What came out of one fit of a study.</summary>
/// <param name="Number">The fit's number in the study, from 0.</param>
/// <param name="Trial">The number of its trial, from 0.</param>
/// <param name="Attempt">The attempt that gave this result, from 1.</param>
/// <param name="Configuration">What was tried.</param>
/// <param name="Fold">What it was tried on.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Epochs">How many epochs it reported.</param>
/// <param name="Duration">How long the attempt took.</param>
public sealed record FitResult(
    long Number, long Trial, int Attempt, Configuration Configuration, StudyFold Fold, FitOutcome Outcome, int Epochs, TimeSpan Duration)
{
    /// <summary>How it ended.</summary>
    public FitState State => Outcome.State;
}
