using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Sweep.Core.Training;
using Sweep.Runner.Progress;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Executors;

/// <summary>Carries out a study: its fits run side by side, its results come out in order, whatever the number of workers.</summary>
/// <param name="time">Measures durations; results do not depend on it.</param>
/// <param name="log">Keeps what happened, with study, trial and fit as properties.</param>
public sealed partial class StudyRunner(TimeProvider time, ILogger<StudyRunner> log)
{
    /// <summary>Runs all fits of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="workers">How many fits run side by side, a thread each. At least 1; more than there are fits are not started.</param>
    /// <param name="results">Receives every trial with its fits, in the order of the trials.</param>
    /// <param name="progress">Is told of every fit, in the order in which they end.</param>
    /// <param name="cancellation">Stops the study after the steps under way.</param>
    /// <returns>The trials in order.</returns>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public async Task<IReadOnlyList<TrialResult>> RunAsync(
        Study study, int workers, ResultLog results, IStudyProgress progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        workers = (int)Math.Min(workers, study.Fits);
        StudyStarted(log, study.Trials, study.Fits, workers);
        long started = time.GetTimestamp();

        // Were the reading to fail (a full disk), the workers would train for nobody.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var channel = Channel.CreateUnbounded<FitResult>(new UnboundedChannelOptions { SingleReader = true });
        var work = RunFitsAsync(study, workers, channel.Writer, stop.Token);
        try
        {
            var trials = await CollectAsync(study, channel.Reader, results, progress).ConfigureAwait(false);
            await work.ConfigureAwait(false);
            double seconds = time.GetElapsedTime(started).TotalSeconds;
            int failed = trials.Count(trial => trial.State == FitState.Failed);
            StudyEnded(log, seconds, failed);
            return trials;
        }
        catch (OperationCanceledException)
        {
            StudyInterrupted(log, time.GetElapsedTime(started).TotalSeconds);
            throw;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunFitsAsync(Study study, int workers, ChannelWriter<FitResult> results, CancellationToken cancellation)
    {
        long next = -1;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(
                Work, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default))).ConfigureAwait(false);
        }
        finally
        {
            results.Complete();
        }

        void Work()
        {
            var trainer = new Trainer(time);
            for (long fit = Interlocked.Increment(ref next); fit < study.Fits; fit = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                results.TryWrite(Run(study, fit, trainer, cancellation));
            }
        }
    }

    private FitResult Run(Study study, long number, Trainer trainer, CancellationToken cancellation)
    {
        long trial = number / study.Folds.Count;
        var configuration = new GridSearch().Suggest(study.Space, trial, study.Seed)!;
        var fold = study.Folds[(int)(number % study.Folds.Count)];
        long started = time.GetTimestamp();
        try
        {
            var training = trainer.Fit(study.PlanOf(configuration, fold), cancellation);
            return new FitResult(number, trial, configuration, fold, training, null, time.GetElapsedTime(started));
        }
        // One fit's trouble is kept with it and stays its own.
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            FitFailed(log, error, trial, number);
            return new FitResult(
                number, trial, configuration, fold, null, $"{error.GetType().Name}: {error.Message}", time.GetElapsedTime(started));
        }
    }

    private static async Task<IReadOnlyList<TrialResult>> CollectAsync(
        Study study, ChannelReader<FitResult> fits, ResultLog results, IStudyProgress progress)
    {
        var trials = new List<TrialResult>();
        var early = new Dictionary<long, FitResult>();
        var current = new List<FitResult>();
        long next = 0;
        await foreach (var fit in fits.ReadAllAsync().ConfigureAwait(false))
        {
            progress.Report(fit);
            early.Add(fit.Number, fit);
            while (early.Remove(next, out var inOrder))
            {
                next++;
                current.Add(inOrder);
                if (current.Count < study.Folds.Count)
                    continue;
                var trial = TrialResult.Of(current, study.Objective);
                results.Add(trial, current);
                trials.Add(trial);
                current.Clear();
            }
        }
        return trials;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Study started: {Trials} trials, {Fits} fits, {Workers} workers.")]
    private static partial void StudyStarted(ILogger log, long trials, long fits, int workers);

    [LoggerMessage(Level = LogLevel.Information, Message = "Study ended after {Seconds} s; {Failed} trials failed.")]
    private static partial void StudyEnded(ILogger log, double seconds, int failed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Study interrupted after {Seconds} s.")]
    private static partial void StudyInterrupted(ILogger log, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Trial {Trial}, fit {Fit} failed.")]
    private static partial void FitFailed(ILogger log, Exception error, long trial, long fit);
}
