using System.Collections.Concurrent;
using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Progress;

/// <summary>Counts what has ended, and puts it into words.</summary>
/// <param name="study">The study.</param>
/// <param name="time">Tells how long it has been running.</param>
internal sealed class ProgressTally(Study study, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly ConcurrentDictionary<int, FitRun> _running = [];
    private long _ran;

    /// <summary>Fits of the study.</summary>
    public long Fits { get; } = study.Fits;

    /// <summary>Fits that have a result.</summary>
    public long Done { get; private set; }

    /// <summary>Those of them that were pruned.</summary>
    public long Pruned { get; private set; }

    /// <summary>Those of them that diverged.</summary>
    public long Diverged { get; private set; }

    /// <summary>Those of them that failed.</summary>
    public long Failed { get; private set; }

    /// <summary>The best trial that has ended in this run; null before the first.</summary>
    public TrialResult? Best { get; private set; }

    /// <summary>What each worker has begun last, by its number.</summary>
    public IReadOnlyDictionary<int, FitRun> Running => _running;

    /// <summary>Fits of this run in a second.</summary>
    public double Rate => _ran / Math.Max(Elapsed.TotalSeconds, 1e-9);

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Time to the end, if it goes on like this; null before the first fit has ended.</summary>
    public TimeSpan? Left => _ran > 0 ? TimeSpan.FromSeconds((Fits - Done) / Rate) : null;

    /// <summary>Counts a fit of an earlier run.</summary>
    public void Resume(FitState state) => Count(state);

    /// <summary>Notes what a worker does.</summary>
    public void Start(int worker, FitRun fit) => _running[worker] = fit;

    /// <summary>Counts a fit.</summary>
    public void End(FitResult fit, TrialResult? trial)
    {
        _ran++;
        Count(fit.State);
        if (trial is { State: FitState.Completed } && (Best is null || study.Metric.Better(trial.Objective, Best.Objective)))
            Best = trial;
    }

    /// <summary>What there is to say before the first fit.</summary>
    public string Opening(int workers) =>
        $"{study.Name}: {study.Trials} trials × {study.Folds.Count} fits on {workers} workers{(Done > 0 ? $"; {Done} fits have results" : "")}.";

    /// <summary>What there is to say now, in a line.</summary>
    public string Line()
    {
        string left = Done >= Fits ? "done" : Left is { } time ? Invariant($"{time.TotalSeconds:F0} s left") : "";
        string best = Best is null ? "" : $", best {BestText()}";
        string trouble = Part(Pruned, "pruned") + Part(Diverged, "diverged") + Part(Failed, "failed");
        return Invariant($"{Done}/{Fits} fits, {Rate:F1}/s, {left}") + best + trouble;
    }

    /// <summary>The best trial in words; empty before there is one.</summary>
    public string BestText() => Best is null
        ? ""
        : Invariant($"{study.Metric.Name} {Best.Objective:F4} ({SettingText(Best)})");

    private static string SettingText(TrialResult trial)
    {
        var configuration = trial.Configuration;
        return configuration[Hyperparameters.Optimizer] is { } optimizer && configuration[Hyperparameters.LearningRate] is double rate
            ? Invariant($"{optimizer} at {rate:G4}")
            : string.Join(", ", configuration.Values.Select(value => $"{value.Key} {Shown.Plain(ComponentSettings.Text(value.Value))}"));
    }

    private static string Part(long count, string what) => count > 0 ? Invariant($", {count} {what}") : "";

    private void Count(FitState state)
    {
        Done++;
        Pruned += state == FitState.Pruned ? 1 : 0;
        Diverged += state == FitState.Diverged ? 1 : 0;
        Failed += state == FitState.Failed ? 1 : 0;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
