using System.ComponentModel;
using System.Diagnostics;
using Sweep.Core.Contracts;

namespace Sweep.Runner.Processes;

/// <summary>Runs a command as a process of its own, hears its reports, and leaves nothing of it behind.</summary>
/// <param name="time">Paces all waiting.</param>
public sealed class CommandProcess(TimeProvider time)
{
    // EAGAIN, ENOMEM, ENFILE, EMFILE, ETXTBSY: another time there may be room.
    private static readonly int[] _transientErrors = [11, 12, 23, 24, 26];

    /// <summary>Runs a command once, to the end of all that it starts.</summary>
    /// <remarks>
    /// A line that begins with "{" is a report: a JSON object on one line. Its numbers are figures; "epoch" and "diverged" have their own place; texts,
    /// lists and objects in it are let be. A line that begins so and is something else ends the command, with an error.
    /// </remarks>
    /// <param name="launch">What to run.</param>
    /// <param name="report">Is given each report, one after the other, and answers whether to go on: false ends the command, and nothing more is reported.</param>
    /// <param name="cancellation">Ends the command.</param>
    /// <exception cref="OperationCanceledException">Cancellation ended it.</exception>
    public async Task<CommandOutcome> RunAsync(CommandLaunch launch, Func<CommandReport, bool> report, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!Directory.Exists(launch.WorkingDirectory))
            return NotStarted($"The working directory {launch.WorkingDirectory} is not there.", transient: false);
        string program = launch.Command[0];
        string? searchPath = launch.Environment.GetValueOrDefault("PATH");
        if (Programs.Trouble(program, launch.WorkingDirectory, searchPath) is { } trouble)
            return NotStarted(trouble, transient: false);
        if (Programs.Find(program, launch.WorkingDirectory, searchPath) is not { } file)
            return NotStarted($"The program {Shown.Quoted(program)} was there a moment ago, and is no more.", transient: true);

        if (launch.MetricsFile is not null)
            File.Delete(launch.MetricsFile);
        using var output = new OutputFile(launch.OutputFile, launch.OutputBytes);
        try
        {
            using var process = await Launcher.StartAsync(StartOf(launch, file)).ConfigureAwait(false);
            process.StandardInput.Close();
            using var run = new CommandRun(process, launch, output, report, time, cancellation);
            var outcome = await run.EndAsync(file).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return outcome;
        }
        catch (Win32Exception error)
        {
            return NotStarted(
                $"{Shown.Quoted(program)} could not be started: {Shown.Sentence(new Win32Exception(error.NativeErrorCode).Message)}",
                _transientErrors.Contains(error.NativeErrorCode));
        }
    }

    private static CommandOutcome NotStarted(string error, bool transient) => new(null, null, error, transient, 0, "");

    private static ProcessStartInfo StartOf(CommandLaunch launch, string file)
    {
        var start = new ProcessStartInfo(file, launch.Command.Skip(1))
        {
            WorkingDirectory = launch.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in launch.Environment)
            start.Environment[name] = value;
        start.Environment[CommandLaunch.TokenVariable] = launch.Token;
        return start;
    }
}
