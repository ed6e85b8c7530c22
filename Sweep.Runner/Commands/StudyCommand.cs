using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;
using Sweep.Core.Contracts;
using Sweep.Runner.Executors;
using Sweep.Runner.Hosting;
using Sweep.Runner.Ledger;
using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Ranking;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Commands;

/// <summary>One run of a study from the command line, with all that is to be said about it.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class StudyCommand(Terminal terminal)
{
    private const int ShownNames = 10;

    /// <summary>The study file or its folder.</summary>
    public required string Path { get; init; }

    /// <summary>Which fits to run.</summary>
    public required RunMode Mode { get; init; }

    /// <summary>How many fits run side by side, if somebody said so.</summary>
    public int? Workers { get; init; }

    /// <summary>The results folder, if somebody said so.</summary>
    public string? Output { get; init; }

    /// <summary>The number of failed fits that stops the study, if somebody said so.</summary>
    public int? MaxFailures { get; init; }

    /// <summary>The time that stops the study, if somebody said so.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether programs read what is shown.</summary>
    public bool Json { get; init; }

    /// <summary>Runs it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var study = await Inputs.ReadAsync(() => StudyReader.Read(Path), cancellation);
        study = study with
        {
            Limits = study.Limits with { MaxFailures = MaxFailures ?? study.Limits.MaxFailures, StudyTime = TimeLimit ?? study.Limits.StudyTime },
        };
        foreach (string warning in Quiet ? [] : StudyWarnings.Of(study))
            await terminal.Error.WriteLineAsync($"Warning: {warning}");
        string directory = Inputs.ResultsOf(Path, Output);
        ResultsFolder.Create(directory);
        using var host = Host(study, directory);
        var services = host.Services;
        var time = services.GetRequiredService<TimeProvider>();
        var options = services.GetRequiredService<RunOptions>();
        options = options with { Workers = Workers ?? options.Workers };

        long started = time.GetTimestamp();
        StudyEnd end;
        try
        {
            using var progress = ProgressOf(study, time);
            end = await services.GetRequiredService<StudyRunner>().RunAsync(study, directory, Mode, options, progress, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync(
                $"{directory}: the results could not be written. {Shown.Sentence(error.Message)} What had been acknowledged is kept: make room, and run the same command again.");
            return ExitCode.TrialsFailed;
        }
        study = end.Study;
        await NoteUnlistedAsync(study);
        return end.Reason == StopReason.Done
            ? await RankAsync(study, directory, end, time.GetElapsedTime(started))
            : await SayWhyAsync(study, directory, end);
    }

    private async Task<int> RankAsync(Study study, string directory, StudyEnd end, TimeSpan duration)
    {
        if (!Quiet && !Json)
        {
            await terminal.Error.WriteLineAsync(end.Ran > 0
                ? FormattableString.Invariant($"{end.Ran} fits in {duration.TotalSeconds:F2} s{(end.Ran < end.Finished ? $", {end.Finished} in all" : "")}. Results: {directory}")
                : $"{(Mode == RunMode.RetryFailed ? "Nothing had failed" : "Nothing was left to run")}: all {end.Finished} fits have results{(Mode == RunMode.Start ? " (--replace starts anew)" : "")}. Results: {directory}");
        }
        using var ledger = LedgerReader.Open(study, directory);
        var ranking = new StudyRanking(
            study, ledger.Trials(0, study.Trials, curves: false).Select(fits => TrialResult.Of([.. fits.Select(fit => fit.Result)])));
        if (Json)
            await terminal.Output.WriteLineAsync(EventLine.Ended(study, $"{end.Reason}", end.Finished, end.Failed, ranking.Best));
        else
            RankingReport.Write(ranking, terminal.Tables());
        if (ranking.Failed == 0)
            return ExitCode.Done;
        await terminal.Error.WriteLineAsync(
            $"{ranking.Failed} of {study.Trials} trials failed, the first with: {ranking.FirstError} " +
            $"All errors stand in {System.IO.Path.Combine(directory, "trials.parquet")}; hypersweep retry runs what failed again.");
        return ExitCode.TrialsFailed;
    }

    private async Task<int> SayWhyAsync(Study study, string directory, StudyEnd end)
    {
        if (Json)
            await terminal.Output.WriteLineAsync(EventLine.Ended(study, $"{end.Reason}", end.Finished, end.Failed, best: null));
        string kept = $"{end.Finished} of {study.Fits} fits have results, which are kept in {directory}";
        await terminal.Error.WriteLineAsync(end.Reason switch
        {
            StopReason.Unfinished => $"{(end.Ran > 0 ? "What had failed was run again." : "Nothing had failed.")} {kept}; hypersweep run goes on with the others.",
            StopReason.Interrupted => $"Interrupted. {kept}; run the same command to go on.",
            StopReason.TimeLimit => $"Stopped, as the time limit of {study.Limits.StudyTime} was reached. {kept}; run the same command to go on.",
            StopReason.MaxFailures =>
                $"Stopped, as {end.Failed} fits failed, the last with: {end.LastError} {kept}. Mend it, then hypersweep retry runs what failed again, and hypersweep run goes on.",
            _ =>
                $"Stopped, as every attempt failed, the last with: {end.LastError} {kept}. Mend it, and run the same command to go on.",
        });
        return end.Reason switch
        {
            StopReason.Interrupted or StopReason.TimeLimit => ExitCode.Interrupted,
            StopReason.Unfinished when end.Failed == 0 => ExitCode.Done,
            _ => ExitCode.TrialsFailed,
        };
    }

    private async Task NoteUnlistedAsync(Study study)
    {
        if (study.Objective is not CommandObjective { Unlisted: { Count: > 0 } names })
            return;
        string shown = string.Join(", ", names.Take(ShownNames).Select(Shown.Plain)) + (names.Count > ShownNames ? ", …" : "");
        await terminal.Error.WriteLineAsync($"The command also reported {shown}: not kept. What is listed under \"metrics\" in the study file is kept.");
    }

    private IStudyProgress ProgressOf(Study study, TimeProvider time) =>
        Json ? new JsonProgress(study, terminal.Output, time)
        : Quiet ? new SilentProgress()
        : terminal.Screen is { } screen ? new LiveProgress(study, screen, time)
        : new LineProgress(study, terminal.Error, time);

    private static IHost Host(Study study, string directory)
    {
        // Without the defaults: of what the environment says, only what cannot change a number is read.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration
            .AddJsonFile(System.IO.Path.GetFullPath("appsettings.json"), optional: true)
            .AddEnvironmentVariables();
        builder.AddHyperSweep();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new SerilogLoggerProvider(
            new LoggerConfiguration()
                .Enrich.WithProperty("Study", study.Name)
                .WriteTo.File(new JsonFormatter(), System.IO.Path.Combine(directory, "log.jsonl"), shared: true)
                .CreateLogger(),
            dispose: true));
        return builder.Build();
    }
}
