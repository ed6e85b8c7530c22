using System.Globalization;

namespace Sweep.Runner.Progress;

/// <summary>How a study got on at one instant: all that is shown of it, whatever shows it.</summary>
internal sealed record ProgressSnapshot
{
    /// <summary>Fits of the study.</summary>
    public required long Fits { get; init; }

    /// <summary>The round of the search, from 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>Fits that had a result, of this run and of earlier ones.</summary>
    public required long Done { get; init; }

    /// <summary>Fits that this run still had before it.</summary>
    public required long Remaining { get; init; }

    /// <summary>Those with a result that were pruned.</summary>
    public long Pruned { get; init; }

    /// <summary>Those that diverged.</summary>
    public long Diverged { get; init; }

    /// <summary>Those that failed.</summary>
    public long Failed { get; init; }

    /// <summary>Time since the workers started.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Fits a second, lately: see <see cref="RateWindow"/>.</summary>
    public required double Rate { get; init; }

    /// <summary>The metric of the best trial, with its name; null before there is one.</summary>
    public string? Best { get; init; }

    /// <summary>The setting of the best trial.</summary>
    public string BestSetting { get; init; } = "";

    /// <summary>Whether the study repeats its folds.</summary>
    public bool Repeated { get; init; }

    /// <summary>What each worker did; null: nothing.</summary>
    public IReadOnlyList<RunningFit?> Workers { get; init; } = [];

    /// <summary>Time to the end, if it goes on at this rate; null before the first fit has ended.</summary>
    // In years at most: the first fit of a very large study may promise more than a TimeSpan can hold.
    public TimeSpan? Left => Rate > 0 ? TimeSpan.FromDays(Math.Min(Remaining / Rate / 86_400, 365_000)) : null;

    /// <summary>All in a line.</summary>
    public string Line()
    {
        string left = Remaining <= 0 ? "done" : Left is { } time ? $"{ProgressText.Duration(time)} left" : "";
        string best = Best is null ? "" : $", best {Best} ({BestSetting})";
        string trouble = Part(Pruned, "pruned") + Part(Diverged, "diverged") + Part(Failed, "failed");
        return ProgressText.Plain($"{Done}/{Fits} fits{(Round > 1 ? $" in {Round} rounds" : "")}, {ProgressText.Rate(Rate)}, {left}{best}{trouble}");
    }

    private static string Part(long count, string what) => count > 0 ? string.Create(CultureInfo.InvariantCulture, $", {count} {what}") : "";
}
