using Sweep.Core.Training;
using Sweep.Runner.Studies;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Results;

/// <summary>What came out of one fit of a study.</summary>
/// <param name="Number">The fit's number in the study, from 0.</param>
/// <param name="Trial">The number of its trial, from 0.</param>
/// <param name="Configuration">What was tried.</param>
/// <param name="Fold">What it was tried on.</param>
/// <param name="Training">The course of the training; null where it failed.</param>
/// <param name="Error">The error of a failed fit.</param>
/// <param name="Duration">How long it took.</param>
public sealed record FitResult(
    long Number, long Trial, Configuration Configuration, StudyFold Fold, TrainingResult? Training, string? Error, TimeSpan Duration)
{
    /// <summary>How it ended.</summary>
    public FitState State =>
        Training is null ? FitState.Failed : Training.DivergedAtStep is null ? FitState.Completed : FitState.Diverged;

    /// <summary>The last epoch; null where there is none.</summary>
    public EpochResult? LastEpoch => Training?.Epochs[^1];

    /// <summary>The epoch with the best objective, the first of equals; null where there is none.</summary>
    public EpochResult? BestEpoch(Objective objective) => Training?.Epochs.Aggregate(
        (best, next) => objective.Better(objective.Of(next), objective.Of(best)) ? next : best);
}
