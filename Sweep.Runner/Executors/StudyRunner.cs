using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Polly;
using Sweep.Core.Contracts;
using Sweep.Runner.Ledger;
using Sweep.Runner.Objectives;
using Sweep.Runner.Processes;
using Sweep.Runner.Progress;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.Executors;

/// <summary>Carries out studies: fits run side by side, every result goes to the ledger once, and the result log is made from it.</summary>
/// <param name="time">Measures durations; results do not depend on it.</param>
/// <param name="files">How often a file that is busy is tried again.</param>
/// <param name="log">Keeps what happened, with study, trial, fit and attempt as properties.</param>
public sealed class StudyRunner(TimeProvider time, ResiliencePipeline files, ILogger<StudyRunner> log)
{
    /// <summary>Runs what is still to be run of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="directory">The folder for ledger and results; made where it is missing.</param>
    /// <param name="mode">Which fits to run.</param>
    /// <param name="options">How to run them.</param>
    /// <param name="progress">Is told how the study gets on.</param>
    /// <param name="cancellation">Stops the study: nothing more is started, and what runs may save a checkpoint.</param>
    /// <returns>How it ended. Unless it is done, another call continues it.</returns>
    /// <exception cref="InputException">The folder cannot be written, holds another study, or another process runs this one.</exception>
    /// <exception cref="IOException">The disk is full or has failed. What has been acknowledged is kept.</exception>
    public async Task<StudyEnd> RunAsync(
        Study study, string directory, RunMode mode, RunOptions options, IStudyProgress progress, CancellationToken cancellation)
    {
        ResultsFolder.Create(directory);
        using var held = ResultsFolder.Written(directory, () => LedgerLock.Take(directory, time));
        // Commands that a runner before us has left, as it was killed itself.
        if (study.Objective is CommandObjective)
            await ProcessTree.KillAllAsync(StudyRun.TokenOf(directory), time, cancellation).ConfigureAwait(false);
        if (mode == RunMode.Replace)
            ResultsFolder.Clear(directory);
        else
            ResultsFolder.RequireLedger(directory, started: mode != RunMode.Start);

        long started = time.GetTimestamp();
        using var limit = study.Limits.StudyTime is { } most ? new CancellationTokenSource(most, time) : null;
        using var either = limit is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            study = Tested(study, directory, options.Workers, progress, either?.Token ?? cancellation);
        }
        catch (OperationCanceledException) when (limit?.IsCancellationRequested == true && !cancellation.IsCancellationRequested)
        {
            return new StudyEnd(StopReason.TimeLimit, Finished: 0, Ran: 0, Failed: 0, LastError: null) { Study = study };
        }
        return await RunRoundsAsync(LedgerRounds.Of(study, directory), directory, mode, options, progress, started, cancellation).ConfigureAwait(false);
    }

    // A round begins when all before it have ended.
    private async Task<StudyEnd> RunRoundsAsync(
        Study study, string directory, RunMode mode, RunOptions options, IStudyProgress progress, long started, CancellationToken cancellation)
    {
        var (limits, attempts) = (study.Limits, AttemptPipeline.Of(study.Limits, time));
        StudyEnd? earlier = null;
        while (true)
        {
            var end = await RunRoundAsync(
                study with { Limits = Left(limits, earlier?.Failed ?? 0, started) }, directory, mode, options, progress, attempts, another: earlier is not null, cancellation).ConfigureAwait(false);
            end = end with
            {
                Study = end.Study with { Limits = limits },
                Ran = end.Ran + (earlier?.Ran ?? 0),
                Failed = end.Failed + (earlier?.Failed ?? 0),
                LastError = end.LastError ?? earlier?.LastError,
            };
            if (end.Reason != StopReason.Done || end.Study.Trials == study.Trials)
                return end;
            study = end.Study;
            // Where the last fits of a round failed, it ended before it could be stopped.
            if (end.Failed >= limits.MaxFailures)
                return end with { Reason = StopReason.MaxFailures };
            if (mode == RunMode.RetryFailed)
            {
                // Whoever asks for the status shall know of the round.
                StudyLedger.Open(study, directory, time).Dispose();
                return end with { Reason = StopReason.Unfinished };
            }
            earlier = end;
        }
    }

    // The answer has the study with the next round, where there is one.
    private async Task<StudyEnd> RunRoundAsync(
        Study study, string directory, RunMode mode, RunOptions options, IStudyProgress progress, ResiliencePipeline<FitOutcome> attempts, bool another, CancellationToken cancellation)
    {
        using var ledger = StudyLedger.Open(study, directory, time);
        try
        {
            using var reader = LedgerReader.Open(study, directory);
            using var results = new ResultLog(study, directory, files);
            using var run = new StudyRun(study, directory, options, ledger, results, progress, attempts, time, log);
            var end = await run.RunAsync(reader, mode, another, cancellation).ConfigureAwait(false);
            if (end.Reason != StopReason.Done)
                return end;
            end = end with { Study = LedgerRounds.Of(study, directory) };
            if (end.Study.Trials == study.Trials)
            {
                results.Publish();
                ResultsFolder.DropCheckpoints(directory, except: reader.States().Where(fit => fit.State == FitState.Failed).Select(fit => fit.Fit).ToHashSet());
            }
            return end;
        }
        catch (SqliteException error)
        {
            throw Sql.Explained(ledger.Path, error);
        }
    }

    // Learning rates that are to be found come first; found ones lie in the folder.
    private Study Tested(Study study, string directory, int workers, IStudyProgress progress, CancellationToken cancellation)
    {
        var needed = TestedStudy.Needed(study);
        if (needed.Count == 0)
            return study;
        var log = new RangeTestLog(study, directory, files);
        var found = log.Read();
        int[] missing = [.. needed.Where(number => !found.ContainsKey(number))];
        if (missing.Length > 0)
        {
            // Nobody shall wait for tests of a study that is refused then, and the files of the folder's own shall stay.
            LedgerGrowth.RequireSame(TestedStudy.Assumed(study), directory);
            ResultsFolder.Written(directory, () => StudyRangeTest.Run(study, missing, workers, test =>
            {
                log.Add(test);
                progress.Tested(test);
            }, cancellation));
            found = log.Read();
        }
        ResultsFolder.Written(directory, () =>
        {
            log.Join(needed);
            return true;
        });
        foreach (int number in needed)
        {
            if (found[number] is NoSuggestion none)
            {
                throw new InputException(
                    $"{study.Name}: the range test of {TestedStudy.Optimizers(study)[number].Optimizer.Name} suggests no learning rate. {none.Explanation} Change range_test in the study file, or give this optimizer a learning_rate of its own.");
            }
        }
        return TestedStudy.With(study, found);
    }

    // What the rounds before have left of the limits of the whole run.
    private StudyLimits Left(StudyLimits limits, long failed, long started) => failed == 0 && limits.StudyTime is null ? limits : limits with
    {
        MaxFailures = limits.MaxFailures is { } most ? (int)Math.Max(1, most - failed) : null,
        StudyTime = limits.StudyTime is { } longest ? TimeSpan.FromTicks(Math.Max(1, (longest - time.GetElapsedTime(started)).Ticks)) : null,
    };
}
