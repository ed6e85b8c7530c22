using Microsoft.Extensions.Logging;

namespace Sweep.Runner.Executors;

/// <summary>What a run of a study tells the log, with trial, fit and attempt as properties.</summary>
internal static partial class RunLog
{
    /// <summary>A run of the study begins.</summary>
    [LoggerMessage(Level = LogLevel.Information, Message = "Study started: {Trials} trials, {Fits} fits, {Done} of them done before, {Workers} workers.")]
    public static partial void StudyStarted(ILogger log, long trials, long fits, long done, int workers);

    /// <summary>A run of the study has ended.</summary>
    [LoggerMessage(Level = LogLevel.Information, Message = "Study ended: {Reason}; {Done} fits have results, {Failed} failed in this run.")]
    public static partial void StudyEnded(ILogger log, StopReason reason, long done, long failed);

    /// <summary>An objective threw.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "Trial {Trial}, fit {Fit}, attempt {Attempt} threw.")]
    public static partial void FitThrew(ILogger log, Exception error, long trial, long fit, int attempt);

    /// <summary>A fit has failed for good.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "Trial {Trial}, fit {Fit}, attempt {Attempt} failed: {Error}")]
    public static partial void FitFailed(ILogger log, long trial, long fit, int attempt, string? error);

    /// <summary>An attempt has failed, and another follows.</summary>
    [LoggerMessage(Level = LogLevel.Warning, Message = "Trial {Trial}, fit {Fit}, attempt {Attempt} failed and is tried again: {Error}")]
    public static partial void AttemptFailed(ILogger log, long trial, long fit, int attempt, string? error);
}
