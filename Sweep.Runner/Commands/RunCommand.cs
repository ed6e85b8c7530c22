using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;
using Sweep.Core.Contracts;
using Sweep.Runner.Executors;
using Sweep.Runner.Hosting;
using Sweep.Runner.Progress;
using Sweep.Runner.Ranking;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep run: carries out a study, from file to ranking.</summary>
internal static class RunCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var study = Inputs.Study();
        var workers = Inputs.Count("--workers", "N", "How many fits run side by side. Results do not depend on it.", Environment.ProcessorCount);
        var output = Inputs.OptionalPath("--output", "DIR", "The folder for the results. Default: results beside the study file.");
        var replace = new Option<bool>("--replace") { Description = "Replace the results of another study, or of an earlier version of this one." };
        var quiet = new Option<bool>("--quiet") { Description = "Show no progress, only the ranking and what went wrong." };
        var command = new Command("run", "Run a study: train every configuration on every fold, write the result log, rank.")
        {
            study, workers, output, replace, quiet,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(study), parsed.GetValue(workers), parsed.GetValue(output), parsed.GetValue(replace), parsed.GetValue(quiet),
            terminal, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string path, int workers, string? output, bool replace, bool quiet, Terminal terminal, CancellationToken cancellation)
    {
        var study = StudyReader.Read(path);
        string directory = output ?? Path.Combine(Path.GetDirectoryName(StudyReader.FileOf(path)) ?? "", "results");
        using var host = Host(study, directory);
        var services = host.Services;
        var time = services.GetRequiredService<TimeProvider>();
        // The folder is accepted before anything, even a log, is written to it.
        using var results = ResultLog.Open(study, directory, replace, services.GetRequiredService<ResiliencePipeline>());

        long started = time.GetTimestamp();
        if (!quiet)
        {
            await terminal.Error.WriteLineAsync(
                $"{study.Name}: {study.Trials} trials × {study.Folds.Count} fits on {Math.Min(workers, study.Fits)} workers.");
        }
        IReadOnlyList<TrialResult> trials;
        try
        {
            using var progress = ProgressOf(study, quiet, terminal, time);
            trials = await services.GetRequiredService<StudyRunner>().RunAsync(study, workers, results, progress, cancellation);
            results.Publish();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("Interrupted. No results were written; run the same command to start again.");
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync(
                $"{directory}: the results could not be written. {Shown.Sentence(error.Message)} Nothing was kept of this run; make room and run it again.");
            return ExitCode.TrialsFailed;
        }

        if (!quiet)
        {
            await terminal.Error.WriteLineAsync(FormattableString.Invariant(
                $"{study.Fits} fits in {time.GetElapsedTime(started).TotalSeconds:F1} s. Results: {directory}"));
        }
        RankingReport.Write(new StudyRanking(study, trials), terminal.Tables());

        int failed = trials.Count(trial => trial.State == FitState.Failed);
        if (failed == 0)
            return ExitCode.Done;
        await terminal.Error.WriteLineAsync(
            $"{failed} of {study.Trials} trials failed, the first with: {trials.First(trial => trial.Error is not null).Error} " +
            $"All errors stand in {Path.Combine(directory, "trials.parquet")}.");
        return ExitCode.TrialsFailed;
    }

    private static IStudyProgress ProgressOf(Study study, bool quiet, Terminal terminal, TimeProvider time) =>
        quiet ? new SilentProgress()
        : terminal.ErrorWidth is { } width ? new LiveProgress(study, terminal.Error, width, time)
        : new LineProgress(study, terminal.Error, time);

    private static IHost Host(Study study, string directory)
    {
        // Without the defaults: nothing in the environment may change what a study does.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddHyperSweep();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new SerilogLoggerProvider(
            new LoggerConfiguration()
                .Enrich.WithProperty("Study", study.Name)
                .WriteTo.File(new JsonFormatter(), Path.Combine(directory, "log.jsonl"))
                .CreateLogger(),
            dispose: true));
        return builder.Build();
    }
}
