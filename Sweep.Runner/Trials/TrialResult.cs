using Sweep.Core.Statistics;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Trials;

/// <summary>What came out of one trial: a configuration, evaluated on every fold.</summary>
public sealed record TrialResult
{
    /// <summary>The trial's number, from 0.</summary>
    public required long Number { get; init; }

    /// <summary>What was tried.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>How it ended: as the worst of its fits.</summary>
    public required FitState State { get; init; }

    /// <summary>The metric of each completed fit, in the order of the folds.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>Mean and spread of the scores; null where no fit completed.</summary>
    public ResampledMean? Summary => Scores.Count == 0 ? null : ResampledMean.Of(Scores);

    /// <summary>The mean objective; NaN unless every fit completed.</summary>
    public required double Objective { get; init; }

    /// <summary>Fits that were pruned.</summary>
    public required int Pruned { get; init; }

    /// <summary>Fits that diverged.</summary>
    public required int Diverged { get; init; }

    /// <summary>Updates of all fits together.</summary>
    public required long Steps { get; init; }

    /// <summary>Epochs of all fits together.</summary>
    public required long Epochs { get; init; }

    /// <summary>The first error of a failed trial.</summary>
    public required string? Error { get; init; }

    /// <summary>The time of all fits together.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The objective of a trial all of whose fits completed.</summary>
    /// <param name="scores">Their metrics, in the order of the folds.</param>
    public static double ObjectiveOf(IReadOnlyList<double> scores) => ResampledMean.Of(scores).Mean;

    /// <summary>Sums up the fits of a trial, all of them, in the order of the folds.</summary>
    public static TrialResult Of(IReadOnlyList<FitResult> fits)
    {
        var scores = new List<double>(fits.Count);
        var state = FitState.Completed;
        int pruned = 0, diverged = 0;
        long steps = 0, epochs = 0;
        string? error = null;
        var duration = TimeSpan.Zero;
        foreach (var fit in fits)
        {
            state = fit.State > state ? fit.State : state;
            if (fit.State == FitState.Completed)
                scores.Add(fit.Outcome.Score);
            pruned += fit.State == FitState.Pruned ? 1 : 0;
            diverged += fit.State == FitState.Diverged ? 1 : 0;
            steps += fit.Outcome.Steps;
            epochs += fit.Epochs;
            error ??= fit.Outcome.Error;
            duration += fit.Duration;
        }
        return new()
        {
            Number = fits[0].Trial,
            Configuration = fits[0].Configuration,
            State = state,
            Scores = scores,
            Objective = state == FitState.Completed ? ObjectiveOf(scores) : double.NaN,
            Pruned = pruned,
            Diverged = diverged,
            Steps = steps,
            Epochs = epochs,
            Error = error,
            Duration = duration,
        };
    }
}
