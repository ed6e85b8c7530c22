using Sweep.Core.Statistics;
using Sweep.Runner.Studies;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Results;

/// <summary>What came out of one trial: a configuration, evaluated on every fold.</summary>
public sealed record TrialResult
{
    /// <summary>The trial's number, from 0.</summary>
    public required long Number { get; init; }

    /// <summary>What was tried.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>How it ended: as the worst of its fits.</summary>
    public required FitState State { get; init; }

    /// <summary>The objective of each completed fit, in the order of the folds.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>Mean and spread of the scores; null where no fit completed.</summary>
    public ResampledMean? Summary => Scores.Count == 0 ? null : ResampledMean.Of(Scores);

    /// <summary>The mean objective; NaN unless every fit completed.</summary>
    public double Objective => State == FitState.Completed ? Summary!.Mean : double.NaN;

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

    /// <summary>Sums up the fits of a trial.</summary>
    public static TrialResult Of(IReadOnlyList<FitResult> fits, Objective objective) => new()
    {
        Number = fits[0].Trial,
        Configuration = fits[0].Configuration,
        State = fits.Max(fit => fit.State),
        Scores = [.. fits.Where(fit => fit.State == FitState.Completed).Select(fit => objective.Of(fit.LastEpoch!))],
        Diverged = fits.Count(fit => fit.State == FitState.Diverged),
        Steps = fits.Sum(fit => fit.Training?.Steps ?? 0),
        Epochs = fits.Sum(fit => fit.Training?.Epochs.Count ?? 0),
        Error = fits.FirstOrDefault(fit => fit.Error is not null)?.Error,
        Duration = fits.Aggregate(TimeSpan.Zero, (sum, fit) => sum + fit.Duration),
    };
}
