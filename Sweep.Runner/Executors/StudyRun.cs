using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Sweep.Runner.Ledger;
using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;
using Sweep.Strategies.Pruners;

namespace Sweep.Runner.Executors;

/// <summary>One run of a study: workers take fits from the queue, the ledger's thread acknowledges results, and whoever waits for them is told.</summary>
internal sealed class StudyRun : IDisposable
{
    private static readonly TimeSpan _watch = TimeSpan.FromMilliseconds(100);

    private readonly Study _study;
    private readonly string _directory;
    private readonly RunOptions _options;
    private readonly IStudyProgress _progress;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly StudyLedger _ledger;
    private readonly LogExporter _exporter;
    private readonly CourseHistory? _history;
    private readonly ResiliencePipeline<FitOutcome> _attempts;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _workersLock = new();
    private readonly Dictionary<int, FitSlot> _slots = [];
    private readonly List<Task> _workers = [];
    private readonly Dictionary<long, FitResult[]> _open = [];
    private readonly string _token;
    private readonly SortedSet<long> _again = [];
    private readonly FinishedFits _before = new();

    private FitQueue _queue = null!;
    private LedgerWriter _writer = null!;
    private LedgerReader _reader = null!;
    private Dictionary<long, int> _attemptsBefore = [];
    private int _reason = (int)StopReason.Unfinished;

    // Whether there may be folders of fits: most studies have none, and a million need not be looked for.
    private volatile bool _keepsFiles;
    private long _ran;
    private long _new;
    private long _failed;
    private string? _lastError;

    public StudyRun(
        Study study, string directory, RunOptions options, StudyLedger ledger, ResultLog results, IStudyProgress progress,
        ResiliencePipeline<FitOutcome> attempts, TimeProvider time, ILogger log)
    {
        (_study, _directory, _options, _ledger, _progress, _time, _log) = (study, directory, options, ledger, progress, time, log);
        _exporter = new LogExporter(results, options.PartsEvery, time, log);
        _history = study.Pruner is null ? null : new CourseHistory(study.Trials, study.Folds.Count);
        _attempts = attempts;
        _token = TokenOf(directory);
    }

    /// <summary>What the marks of a results folder's processes begin with.</summary>
    public static string TokenOf(string directory) =>
        $"hypersweep-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(directory))))[..16]}";

    private KeyValuePair<string, object?> StudyTag => new("hypersweep.study", _study.Name);

    /// <summary>Runs until nothing is left, or something stops it.</summary>
    /// <param name="reader">Reads what there is.</param>
    /// <param name="mode">Which fits to run.</param>
    /// <param name="another">Whether this is one more round of a study of which <see cref="IStudyProgress"/> knows the others.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<StudyEnd> RunAsync(LedgerReader reader, RunMode mode, bool another, CancellationToken cancellation)
    {
        _reader = reader;
        _keepsFiles = Directory.Exists(Path.Combine(_directory, FitFiles.Folder));
        Load(mode, another);
        long left = mode == RunMode.RetryFailed ? _again.Count : _study.Fits - _before.Count;
        int workers = (int)Math.Min(_options.Workers, left);
        RunLog.StudyStarted(_log, _study.Trials, _study.Fits, _before.Count, workers);
        if (another)
            _progress.RoundBegun(_study, workers, left);
        else
            _progress.Begun(_study, workers, left);
        _writer = new LedgerWriter(_ledger, Acknowledged);
        Telemetry.Observe(() => _writer.Length);
        // For a ledger that cannot be written any more, nothing need be trained.
        _ = _writer.Ended.ContinueWith(_ => _stop.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        try
        {
            using var asked = cancellation.UnsafeRegister(_ => Stop(StopReason.Interrupted), null);
            using var studyTime = _study.Limits.StudyTime is { } most ? _time.CreateTimer(_ => Stop(StopReason.TimeLimit), null, most, Timeout.InfiniteTimeSpan) : null;
            using var watch = _time.CreateTimer(_ => EndOverdue(), null, _watch, _watch);
            _exporter.Start();
            for (int worker = 0; worker < workers; worker++)
                Hire(worker);
            await WorkersEndedAsync().ConfigureAwait(false);
            _writer.Complete();
            await _writer.Ended.ConfigureAwait(false);
        }
        finally
        {
            _writer.Complete();
            Telemetry.Observe(null);
            _exporter.Stop();
        }

        long finished = _before.Count + _new;
        var reason = finished == _study.Fits ? StopReason.Done : (StopReason)_reason;
        RunLog.StudyEnded(_log, reason, finished, _failed);
        return new StudyEnd(reason, finished, _ran, _failed, _lastError) { Study = _study };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _exporter.Dispose();
    }

    // Reads what there is, and makes the queue of what is still to be done.
    private void Load(RunMode mode, bool another)
    {
        int folds = _study.Folds.Count;
        var ended = new List<long>();
        (long Trial, int Fits) open = (-1, 0);
        foreach (var (fit, state) in _reader.States())
        {
            _before.Add(fit);
            // A failed fit that is run again has no result as far as this run goes.
            if (mode == RunMode.RetryFailed && state == FitState.Failed)
                _again.Add(fit);
            else if (!another)
                _progress.Resumed(state);
            open = fit / folds == open.Trial ? (open.Trial, open.Fits + 1) : (fit / folds, 1);
            if (open.Fits < folds)
                continue;
            _exporter.EndedBefore(open.Trial);
            if (_history is not null)
                ended.Add(open.Trial);
        }
        _attemptsBefore = _reader.Attempts();
        if (_history is not null)
        {
            foreach (var fit in _reader.Fits(0, _study.Fits, curves: true))
                _history.Add(fit.Result.Number, Past(fit.Result, fit.Curve.All(_study.Metric.Figure)));
        }

        _queue = mode == RunMode.RetryFailed
            ? new FitQueue(_again, folds, lag: null)
            : new FitQueue(Unfinished(), folds, _history is null ? null : _study.Lag);
        foreach (long trial in ended)
            _queue.TrialEnded(trial);
    }

    private IEnumerable<long> Unfinished()
    {
        long fits = _study.Fits;
        for (long fit = 0; fit < fits; fit++)
        {
            if (!_before.Contains(fit))
                yield return fit;
        }
    }

    private void Stop(StopReason reason)
    {
        Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.Unfinished);
        _stop.Cancel();
    }

    private void Hire(int worker)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // A background thread: one that never comes back does not keep the program from ending.
        var thread = new Thread(() => Work(worker, ended)) { IsBackground = true, Name = $"worker {worker}" };
        lock (_workersLock)
            _workers.Add(ended.Task);
        thread.Start();
    }

    private async Task WorkersEndedAsync()
    {
        for (int next = 0; ; next++)
        {
            Task worker;
            lock (_workersLock)
            {
                if (next == _workers.Count)
                    return;
                worker = _workers[next];
            }
            await worker.ConfigureAwait(false);
        }
    }

    private void Work(int worker, TaskCompletionSource ended)
    {
        try
        {
            while (_queue.Take(_stop.Token) is { } fit)
            {
                if (!Run(worker, fit, ended))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception error)
        {
            ended.TrySetException(error);
            _stop.Cancel();
        }
        ended.TrySetResult();
    }

    // Runs a fit to its result. The answer is false where somebody else has said meanwhile how it ended, and has replaced this worker.
    private bool Run(int worker, long number, TaskCompletionSource ended)
    {
        int folds = _study.Folds.Count;
        long trial = number / folds;
        var fold = _study.Folds[(int)(number % folds)];
        var slot = new FitSlot(worker, number, trial, _study.Suggest(trial), fold, ended, _attemptsBefore.GetValueOrDefault(number));
        lock (_workersLock)
            _slots[worker] = slot;
        try
        {
            var outcome = AttemptsOf(slot);
            if (!slot.TryEnd())
                return false;
            EndFit(slot, outcome);
            return true;
        }
        catch (OperationCanceledException)
        {
            if (slot.TryEnd())
                _writer.Add(new AttemptEnded(number, slot.Attempt, "interrupted", "The study was stopped.", _time.GetElapsedTime(slot.Started)));
            throw;
        }
        catch (BrokenCircuitException)
        {
            Stop(StopReason.Hopeless);
            return slot.TryEnd();
        }
        finally
        {
            lock (_workersLock)
            {
                if (_slots.GetValueOrDefault(worker) == slot)
                    _slots.Remove(worker);
            }
        }
    }

    private FitOutcome AttemptsOf(FitSlot slot)
    {
        int before = slot.Attempt;
        return _attempts.ExecuteAsync(async stop =>
        {
            slot.Begin(_time.GetTimestamp());
            if (slot.Attempt > before + 1)
                Telemetry.Retries.Add(1, StudyTag);
            var outcome = await AttemptAsync(slot, stop).ConfigureAwait(false);
            if (outcome is { State: FitState.Failed, Transient: true } && slot.Attempt - before <= _study.Limits.Retries)
            {
                _writer.Add(new AttemptEnded(slot.Number, slot.Attempt, "failed", outcome.Error ?? "", _time.GetElapsedTime(slot.Started)));
                RunLog.AttemptFailed(_log, slot.Trial, slot.Number, slot.Attempt, outcome.Error);
                _lastError = outcome.Error;
            }
            return outcome;
        }, _stop.Token).AsTask().GetAwaiter().GetResult();
    }

    private async ValueTask<FitOutcome> AttemptAsync(FitSlot slot, CancellationToken stop)
    {
        var reporter = new FitReporter(slot.Number, slot.Attempt, _writer, _time);
        if (_study.Pruner is { } pruner)
            reporter.Watch(pruner, _history!.Before(slot.Trial - _study.Lag, slot.Fold.Index), _study.Metric.Maximize, _study.Metric.Figure);
        var files = FilesOf(slot.Number, bytes => _writer.Add(new CheckpointSaved(slot.Number, slot.Attempt, bytes)));
        var run = new FitRun
        {
            Number = slot.Number,
            Trial = slot.Trial,
            Attempt = slot.Attempt,
            Configuration = slot.Configuration,
            Fold = slot.Fold,
            StudySeed = _study.Seed,
            Grace = _options.Grace,
            StudyToken = _token,
            Files = files,
            Receiver = reporter.Receive,
        };
        slot.Reporter = reporter;
        _progress.Started(slot.Worker, run);
        using var activity = Telemetry.Source.StartActivity("fit");
        activity?.SetTag(StudyTag.Key, StudyTag.Value).SetTag("hypersweep.trial", slot.Trial).SetTag("hypersweep.fit", slot.Number).SetTag("hypersweep.attempt", slot.Attempt);
        using var limit = _study.Limits.FitTime is { } most ? new CancellationTokenSource(most, _time) : null;
        using var either = limit is null ? null : CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return await _study.Objective.EvaluateAsync(run, either?.Token ?? stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (limit?.IsCancellationRequested == true)
        {
            return FitOutcome.Failed($"It did not end within the time limit of {_study.Limits.FitTime}.");
        }
        // One fit's trouble is kept with it and stays its own.
        catch (Exception error)
        {
            RunLog.FitThrew(_log, error, slot.Trial, slot.Number, slot.Attempt);
            return FitOutcome.Failed($"{error.GetType().Name}: {error.Message}", transient: error is IOException or TimeoutException or OutOfMemoryException);
        }
        finally
        {
            slot.Rest();
            _keepsFiles |= files.Used;
            _progress.Left(slot.Worker, run);
        }
    }

    private void EndFit(FitSlot slot, FitOutcome outcome)
    {
        slot.Reporter!.Close();
        var duration = _time.GetElapsedTime(slot.Started);
        var result = new FitResult(
            slot.Number, slot.Trial, slot.Attempt, slot.Configuration, slot.Fold, outcome with { StepCurve = default }, slot.Reporter.Count, duration);
        Telemetry.Fits.Add(1, StudyTag, new KeyValuePair<string, object?>("hypersweep.state", outcome.State));
        Telemetry.Seconds.Record(duration.TotalSeconds, StudyTag);
        if (outcome.State == FitState.Failed)
            RunLog.FitFailed(_log, slot.Trial, slot.Number, slot.Attempt, outcome.Error);
        _writer.Add(new FitEnded(result, slot.Reporter.First, slot.Reporter.Rest, slot.Reporter.Course) { Steps = outcome.StepCurve });
    }

    // Ends fits that do not follow: their threads are left behind, and others take their places.
    private void EndOverdue()
    {
        FitSlot[] slots;
        lock (_workersLock)
            slots = [.. _slots.Values];
        foreach (var slot in slots)
        {
            var stopped = _stop.IsCancellationRequested ? slot.StopSeen ??= _time.GetTimestamp() : (long?)null;
            if (stopped is { } since && _time.GetElapsedTime(since) > _options.Grace + _options.Grace && slot.TryEnd())
            {
                slot.Reporter?.Close();
                _writer.Add(new AttemptEnded(slot.Number, slot.Attempt, "interrupted", "The study was stopped, and it did not end.", _time.GetElapsedTime(slot.Started)));
                slot.Leave();
            }
            else if (stopped is null && _study.Limits.FitTime is { } most && slot is { Trying: true, Reporter: not null }
                && _time.GetElapsedTime(slot.Started) > most + _options.Grace + _options.Grace && slot.TryEnd())
            {
                EndFit(slot, FitOutcome.Failed(
                    $"It did not end within the time limit of {most}, and went on when asked to stop. Its thread could not be ended and is left behind."));
                Hire(slot.Worker);
                slot.Leave();
            }
        }
    }

    // On the ledger's thread: what has been acknowledged, in the order in which it was.
    private void Acknowledged(LedgerEntry entry)
    {
        if (entry is not FitEnded(var fit, _, _, var course))
            return;
        _ran++;
        _new += _before.Contains(fit.Number) ? 0 : 1;
        _history?.Add(fit.Number, Past(fit, course ?? []));
        // One that failed may be tried again, and go on from there.
        if (_keepsFiles && fit.State != FitState.Failed)
            FilesOf(fit.Number).DropCheckpoint();
        if (fit.State == FitState.Failed)
        {
            _failed++;
            _lastError = fit.Outcome.Error;
            if (_failed >= _study.Limits.MaxFailures)
                Stop(StopReason.MaxFailures);
        }

        var trial = TrialOf(fit);
        _progress.Ended(fit, trial);
        if (trial is null)
            return;
        _exporter.Ended(trial.Number);
        _queue.TrialEnded(trial.Number);
    }

    // Whether a fit has a result from an earlier run that this one leaves as it is.
    private bool IsSettled(long fit) => _before.Contains(fit) && !_again.Contains(fit);

    // The trial, if this was its last fit.
    private TrialResult? TrialOf(FitResult fit)
    {
        int folds = _study.Folds.Count;
        if (folds == 1)
            return TrialResult.Of([fit]);
        if (!_open.TryGetValue(fit.Trial, out var fits))
        {
            // Others of its fits may have ended in an earlier run.
            _open.Add(fit.Trial, fits = new FitResult[folds]);
            if (Enumerable.Range(0, folds).Any(fold => IsSettled(fit.Trial * folds + fold)))
            {
                foreach (var earlier in _reader.Fits(fit.Trial * folds, (fit.Trial + 1) * folds, curves: false).Where(each => IsSettled(each.Result.Number)))
                    fits[earlier.Result.Fold.Index] = earlier.Result;
            }
        }
        fits[fit.Fold.Index] = fit;
        if (fits.Contains(null))
            return null;
        _open.Remove(fit.Trial);
        return TrialResult.Of(fits);
    }

    private FitFiles FilesOf(long fit, Action<long>? saved = null) =>
        new(_directory, fit, _options.CheckpointEvery, saved);

    private static PastFit Past(FitResult fit, double[] course) => new(course, fit.State == FitState.Completed);
}
