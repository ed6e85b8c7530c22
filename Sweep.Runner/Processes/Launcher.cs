using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sweep.Runner.Processes;

/// <summary>Starts processes that lead a session of their own, and that the system kills should we be killed.</summary>
/// <remarks>
/// The system does so (<c>PR_SET_PDEATHSIG</c>) when the <em>thread</em> ends that started the process: hence one thread, which never does.
/// The programs <c>setsid</c> and <c>setpriv</c> (util-linux) prepare the process and then become the command; one that is not there is left out.
/// </remarks>
internal static class Launcher
{
    private static readonly string[] _helpers = ["setpriv", "setsid", CommandProcess.MemoryLimiter];
    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> _asked = [];
    private static readonly Lazy<string[]> _wrapper = new(FindWrapper);
    private static readonly Lazy<Thread> _thread = new(StartThread);

    /// <summary>Starts a process.</summary>
    /// <param name="start">Its program, by a whole path, its arguments and its streams.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        _ = _thread.Value;
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Add((start, started));
        return started.Task;
    }

    /// <summary>Whether an exit came from the programs that prepare the process, since the system would not run the command.</summary>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="file">The file of the command's program.</param>
    /// <param name="tail">The end of what came by stderr: "setpriv: failed to execute /there/train: Exec format error".</param>
    public static bool IsRefusal(int exitCode, string file, string tail) => exitCode is 126 or 127
        && _helpers.Any(helper => tail.StartsWith(helper + ": ", StringComparison.Ordinal))
        && tail.Contains(file, StringComparison.Ordinal) && !tail.Contains('\n');

    private static Thread StartThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = nameof(Launcher) };
        thread.Start();
        return thread;
    }

    private static void Work()
    {
        foreach (var (start, started) in _asked.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Start(start));
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        string[] line = [.. _wrapper.Value, start.FileName, .. start.ArgumentList];
        start.FileName = line[0];
        start.ArgumentList.Clear();
        foreach (string argument in line.AsSpan(1))
            start.ArgumentList.Add(argument);

        var process = Process.Start(start)!;
        OfferToTheOutOfMemoryKiller(process.Id);
        return process;
    }

    /// <summary>Where memory runs out, the system shall end a command rather than us.</summary>
    private static void OfferToTheOutOfMemoryKiller(int process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                File.WriteAllText($"/proc/{process}/oom_score_adj", "1000");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended, or the system does not have this.
        }
    }

    private static string[] FindWrapper()
    {
        string here = Environment.CurrentDirectory;
        if (!OperatingSystem.IsLinux())
            return [];
        string[] setsid = Programs.Find("setsid", here) is { } file ? [file] : [];
        // Busybox has a setpriv that does not know this option.
        return Programs.Find("setpriv", here) is { } setpriv && Succeeds(setpriv, "--pdeathsig", "KILL", "--version")
            ? [.. setsid, setpriv, "--pdeathsig", "KILL", "--"]
            : setsid;
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
