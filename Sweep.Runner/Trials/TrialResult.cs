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

    /// <summary>How it ended: as the worst of the fits that judge it; failed, if one that chooses failed.</summary>
    public required FitState State { get; init; }

    /// <summary>The metric on each fold, in their order: that of its fit, or the mean over its completed seeds. Folds where none completed are left out.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>What it scored on each fold and inside of it, where something is chosen there; otherwise empty.</summary>
    public IReadOnlyList<FoldScore> Folds { get; private init; } = [];

    /// <summary>The standard deviation of the metric over seeds on the same rows, pooled over the folds; NaN where folds have one seed.</summary>
    public double SeedDeviation { get; private init; } = double.NaN;

    /// <summary>Mean and spread of the scores; null where no fit completed.</summary>
    public ResampledMean? Summary => Scores.Count == 0 ? null : ResampledMean.Of(Scores);

    /// <summary>The mean objective; NaN unless every fit that judges completed.</summary>
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

    /// <summary>The objective of a trial all of whose judging fits completed: the mean over folds of the mean over seeds.</summary>
    /// <param name="folds">What the fits were judged on; inner folds do not count.</param>
    /// <param name="scores">The metric of each.</param>
    public static double ObjectiveOf(IReadOnlyList<StudyFold> folds, IReadOnlyList<double> scores) => ResampledMean.Of(
    [
        .. folds.Zip(scores).Where(each => each.First.Inner is null).GroupBy(each => (each.First.Repeat, each.First.Number))
            .Select(fold => ResampledMean.Of([.. fold.Select(each => each.Second)]).Mean),
    ]).Mean;

    /// <summary>Sums up the fits of a trial, all of them, in the order of the folds.</summary>
    public static TrialResult Of(IReadOnlyList<FitResult> fits)
    {
        var judges = fits.Where(fit => fit.Fold.Inner is null).ToArray();
        var folds = judges.GroupBy(fit => (fit.Fold.Repeat, fit.Fold.Number)).ToArray();
        double[][] scores = [.. folds.Select(Completed).Where(each => each.Length > 0)];
        var state = fits.Any(fit => fit.State == FitState.Failed) ? FitState.Failed : judges.Max(fit => fit.State);
        double[] means = [.. scores.Select(each => ResampledMean.Of(each).Mean)];
        return new()
        {
            Number = fits[0].Trial,
            Configuration = fits[0].Configuration,
            State = state,
            Scores = means,
            Folds = judges.Length == fits.Count ? [] : ScoresOf(fits, folds),
            SeedDeviation = Pooled(scores),
            Objective = state == FitState.Completed ? ObjectiveOf([.. judges.Select(fit => fit.Fold)], [.. judges.Select(fit => fit.Outcome.Score)]) : double.NaN,
            Pruned = fits.Count(fit => fit.State == FitState.Pruned),
            Diverged = fits.Count(fit => fit.State == FitState.Diverged),
            Steps = fits.Sum(fit => fit.Outcome.Steps),
            Epochs = fits.Sum(fit => (long)fit.Epochs),
            Error = fits.FirstOrDefault(fit => fit.Outcome.Error is not null)?.Outcome.Error,
            Duration = fits.Aggregate(TimeSpan.Zero, (sum, fit) => sum + fit.Duration),
        };
    }

    private static FoldScore[] ScoresOf(IReadOnlyList<FitResult> fits, IEnumerable<IGrouping<(int Repeat, int Number), FitResult>> folds)
    {
        var inner = fits.Where(fit => fit.Fold.Inner is not null).ToLookup(fit => (fit.Fold.Repeat, fit.Fold.Number));
        return [.. folds.Select(fold => new FoldScore(fold.Key.Repeat, fold.Key.Number, Mean(fold), Mean(inner[fold.Key])))];
    }

    private static double Mean(IEnumerable<FitResult> fits) =>
        fits.All(fit => fit.State == FitState.Completed) && Completed(fits) is { Length: > 0 } scores ? ResampledMean.Of(scores).Mean : double.NaN;

    private static double[] Completed(IEnumerable<FitResult> fits) => [.. fits.Where(fit => fit.State == FitState.Completed).Select(fit => fit.Outcome.Score)];

    private static double Pooled(double[][] scores)
    {
        double[][] several = [.. scores.Where(each => each.Length > 1)];
        double squares = several.Sum(each => ResampledMean.Of(each).StandardDeviation is var deviation ? (each.Length - 1) * deviation * deviation : 0);
        return several.Length == 0 ? double.NaN : Math.Sqrt(squares / several.Sum(each => each.Length - 1));
    }
}
