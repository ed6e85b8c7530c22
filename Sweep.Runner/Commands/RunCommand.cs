using System.CommandLine;
using Sweep.Runner.Executors;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep run, resume and retry: carry out a study, from file to ranking.</summary>
internal static class RunCommand
{
    /// <summary>hypersweep run: starts a study, or continues one.</summary>
    public static Command CreateRun(Terminal terminal)
    {
        var replace = new Option<bool>("--replace") { Description = "Start anew, and replace whatever results the folder has." };
        return Create(
            "run", "Run a study: evaluate every configuration on every fold, write the result log, rank. A study that was started goes on where it stopped.",
            parsed => parsed.GetValue(replace) ? RunMode.Replace : RunMode.Start, terminal, replace);
    }

    /// <summary>hypersweep resume: continues a study that has been started.</summary>
    public static Command CreateResume(Terminal terminal) => Create(
        "resume", "Continue a study that was started and not finished.", _ => RunMode.Resume, terminal);

    /// <summary>hypersweep retry: runs what failed again.</summary>
    public static Command CreateRetry(Terminal terminal) => Create(
        "retry", "Run the fits of a study that failed again, and no others.", _ => RunMode.RetryFailed, terminal);

    private static Command Create(string name, string description, Func<ParseResult, RunMode> mode, Terminal terminal, params Option[] further)
    {
        var study = Inputs.Study();
        var workers = Inputs.OptionalCount("--workers", "N", "How many fits run side by side. Results do not depend on it. Default: all cores.");
        var output = Inputs.OptionalPath("--output", "DIR", "The folder for the results. Default: results beside the study file.");
        var maxFailures = Inputs.OptionalCount("--max-failures", "N", "Stop once so many fits have failed.");
        var timeLimit = Inputs.OptionalDuration("--time-limit", "TIME", "Stop after this time (30s, 10m, 2h); the same command goes on later.");
        var quiet = new Option<bool>("--quiet") { Description = "Show no progress, only the ranking and what went wrong." };
        var format = Inputs.Choice("--format", "How to show progress and result: table, or json (a line for each event, on stdout).", "table", "json");
        var command = new Command(name, description) { study, workers, output, maxFailures, timeLimit, quiet, format };
        foreach (var option in further)
            command.Add(option);
        command.SetAction((parsed, cancellation) => new StudyCommand(terminal)
        {
            Path = parsed.GetRequiredValue(study),
            Mode = mode(parsed),
            Workers = parsed.GetValue(workers),
            Output = parsed.GetValue(output),
            MaxFailures = parsed.GetValue(maxFailures),
            TimeLimit = parsed.GetValue(timeLimit),
            Quiet = parsed.GetValue(quiet),
            Json = parsed.GetValue(format) == "json",
        }.RunAsync(cancellation));
        return command;
    }
}
