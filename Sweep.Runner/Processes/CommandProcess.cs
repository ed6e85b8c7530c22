using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Sweep.Runner.Processes;

/// <summary>Runs a command as a process of its own, hears its reports, and leaves nothing of it behind.</summary>
/// <param name="time">Paces all waiting.</param>
public sealed class CommandProcess(TimeProvider time)
{
    /// <summary>The program that holds a command to <see cref="CommandLaunch.MemoryBytes"/>.</summary>
    public const string MemoryLimiter = "prlimit";

    /// <summary>Runs a command once, to the end of all that it starts.</summary>
    /// <remarks>
    /// A line that begins with "{" is a report: a JSON object on one line. Its numbers are figures; "epoch" and "diverged" have places of their own;
    /// texts, lists and objects in it are let be. A line that begins so and is something else ends the command, with an error.
    /// </remarks>
    /// <param name="launch">What to run.</param>
    /// <param name="report">
    /// Is given each report, one after the other, and answers at once whether to go on: false ends the command, and nothing more is reported.
    /// </param>
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
        // Should it vanish right now, the system will say so.
        string file = Programs.Find(program, launch.WorkingDirectory, searchPath) ?? Path.Combine(launch.WorkingDirectory, program);

        if (launch.MetricsFile is not null)
            File.Delete(launch.MetricsFile);
        using var output = new OutputFile(launch.OutputFile, launch.OutputBytes);
        try
        {
            using var process = await Launcher.StartAsync(StartOf(launch, file)).ConfigureAwait(false);
            using var running = RunningCommands.Add(process, launch.Token);
            process.StandardInput.Close();
            using var run = new CommandRun(process, launch, output, report, time, cancellation);
            var outcome = await run.EndAsync(file).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return outcome;
        }
        catch (Win32Exception error)
        {
            // What .NET says names our own helpers; the system's reason is the same for all of them.
            var refusal = Exit.Refused(program, new Win32Exception(error.NativeErrorCode).Message);
            return NotStarted(refusal.Error!, refusal.Transient);
        }
    }

    private static CommandOutcome NotStarted(string error, bool transient) => new(null, null, error, transient, 0, "");

    private static ProcessStartInfo StartOf(CommandLaunch launch, string file)
    {
        string[] limited = launch.MemoryBytes is { } most ? [MemoryLimiter, $"--as={most.ToString(CultureInfo.InvariantCulture)}", "--"] : [];
        string[] line = [.. limited, file, .. launch.Command.Skip(1)];
        var start = new ProcessStartInfo(line[0], line.Skip(1))
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
