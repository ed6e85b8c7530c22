using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Progress;

/// <summary>Counts what has ended and notes what runs; any thread may do so, and any thread may ask for a snapshot.</summary>
/// <param name="study">The study.</param>
/// <param name="time">Tells how long it has been running.</param>
internal sealed class ProgressTally(Study study, TimeProvider time)
{
    // The window of the rate has so many fits of each worker: fits that run side by side end side by side.
    private const int FitsOfAWorker = 4;

    private readonly Lock _lock = new();
    private readonly RateWindow _rate = new();
    private readonly bool _repeated = study.Folds.Any(fold => fold.Repeat > 0);
    private readonly long? _epochs = (study.Objective as NetworkObjective)?.Epochs;
    private long _started = time.GetTimestamp();
    private RunningAttempt?[] _running = [];
    private long _before;
    private long _fits = study.Fits;
    private long _toRun = study.Fits;
    private (long Trials, int Number) _round = (study.Trials, study.FurtherRounds.Count + 1);
    private string _opening = study.Name;
    private long _ran;
    private long _pruned;
    private long _diverged;
    private long _failed;
    private TrialResult? _best;

    /// <summary>Fits of the study.</summary>
    public long Fits
    {
        get
        {
            lock (_lock)
                return _fits;
        }
    }

    /// <summary>Fits that have a result.</summary>
    public long Done
    {
        get
        {
            lock (_lock)
                return _before + _ran;
        }
    }

    /// <summary>Fits that this run still has before it.</summary>
    public long Remaining
    {
        get
        {
            lock (_lock)
                return _toRun - _ran;
        }
    }

    /// <summary>Counts a fit of an earlier run.</summary>
    public void Resume(FitState state)
    {
        lock (_lock)
        {
            _before++;
            Count(state);
        }
    }

    /// <summary>From now on the time counts.</summary>
    public void Begin(Study begun, int workers, long fits)
    {
        lock (_lock)
        {
            (_started, _running, _toRun, _fits) = (time.GetTimestamp(), new RunningAttempt?[workers], fits, begun.Fits);
            _round = (begun.Trials, begun.FurtherRounds.Count + 1);
            _opening = _round.Number > 1 ? $"{study.Name}, {_round.Number} rounds so far" : study.Name;
        }
    }

    /// <summary>There is another round.</summary>
    public void BeginRound(Study grown, int workers, long fits)
    {
        lock (_lock)
        {
            (_running, _toRun, _fits) = (new RunningAttempt?[workers], _ran + fits, grown.Fits);
            _round = (grown.FurtherRounds[^1].Count, grown.FurtherRounds.Count + 1);
            _opening = $"{study.Name}, round {_round.Number}";
        }
    }

    /// <summary>Notes what a worker does. Without the lock, which all workers would wait for.</summary>
    public void Start(int worker, FitRun fit) => Volatile.Write(ref _running[worker], new RunningAttempt(fit, time.GetTimestamp()));

    /// <summary>Notes that a worker does this no longer. One that has been replaced meanwhile says nothing about the other.</summary>
    public void Leave(int worker, FitRun fit)
    {
        var attempt = Volatile.Read(ref _running[worker]);
        if (attempt?.Fit == fit)
            Interlocked.CompareExchange(ref _running[worker], null, attempt);
    }

    /// <summary>Counts a fit.</summary>
    public void End(FitResult fit, TrialResult? trial)
    {
        lock (_lock)
        {
            _ran++;
            Count(fit.State);
            if (trial is { State: FitState.Completed } && !double.IsNaN(trial.Objective) && (_best is null || study.Metric.Better(trial.Objective, _best.Objective)))
                _best = trial;
        }
    }

    /// <summary>What there is to say before the first fit, or the first one of a round.</summary>
    public string Opening(int workers) => ProgressText.Plain(
        $"{_opening}: {ProgressText.Count(_round.Trials, "trial")} × {ProgressText.Count(study.Folds.Count, "fit")} on {ProgressText.Count(workers, "worker")}" +
        $"{(_before > 0 && _ran == 0 ? $"; {ProgressText.Count(_before, "fit")} done before" : "")}.");

    /// <summary>How the study gets on at this moment.</summary>
    public ProgressSnapshot Snapshot()
    {
        lock (_lock)
        {
            var elapsed = time.GetElapsedTime(_started);
            return new ProgressSnapshot
            {
                Fits = _fits,
                Round = _round.Number,
                Done = _before + _ran,
                Remaining = _toRun - _ran,
                Pruned = _pruned,
                Diverged = _diverged,
                Failed = _failed,
                Elapsed = elapsed,
                Rate = _rate.At(elapsed, _ran, enough: Math.Max(1, FitsOfAWorker * _running.Length)),
                // Of trials that ended in earlier runs nobody has told.
                Best = _best is null ? null : $"{(_before > 0 ? "of this run: " : "")}{study.Metric.Name} {ProgressText.Number(_best.Objective)}",
                BestSetting = _best is null ? "" : ProgressText.Setting(_best.Configuration),
                Repeated = _repeated,
                Workers = [.. _running.Select(Running)],
            };
        }
    }

    private RunningFit? Running(RunningAttempt? attempt) => attempt is null
        ? null
        : new RunningFit(
            attempt.Fit.Trial, attempt.Fit.Fold, attempt.Fit.Attempt, attempt.Fit.Epoch, _epochs, time.GetElapsedTime(attempt.Started), attempt.Fit.Configuration);

    private void Count(FitState state)
    {
        _pruned += state == FitState.Pruned ? 1 : 0;
        _diverged += state == FitState.Diverged ? 1 : 0;
        _failed += state == FitState.Failed ? 1 : 0;
    }

    private sealed record RunningAttempt(FitRun Fit, long Started);
}
