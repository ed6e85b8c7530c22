using System.Runtime.InteropServices;

namespace Sweep.Runner.Processes;

/// <summary>Signals of the system, as on Linux.</summary>
internal static class Signals
{
    /// <summary>Asks a process to end.</summary>
    public const int Terminate = 15;

    /// <summary>Ends a process.</summary>
    public const int Kill = 9;

    // Only those that can end a program, and that programs do not use as exit codes of their own.
    private static readonly Dictionary<int, string> _names = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [5] = "SIGTRAP",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [Kill] = "SIGKILL",
        [10] = "SIGUSR1",
        [11] = "SIGSEGV",
        [12] = "SIGUSR2",
        [13] = "SIGPIPE",
        [14] = "SIGALRM",
        [Terminate] = "SIGTERM",
        [24] = "SIGXCPU",
        [25] = "SIGXFSZ",
        [31] = "SIGSYS",
    };

    /// <summary>The signal that an exit code of 128 + n stands for, which is all that .NET and shells tell; null for other exit codes.</summary>
    public static int? OfExitCode(int exitCode) => _names.ContainsKey(exitCode - 128) ? exitCode - 128 : null;

    /// <summary>The name of a signal that <see cref="OfExitCode"/> knows.</summary>
    public static string Name(int signal) => _names[signal];

    /// <summary>Sends a signal to a process; to one that has gone, nothing happens.</summary>
    public static void Send(int process, int signal)
    {
        if (process > 1)
            _ = kill(process, signal);
    }

    /// <summary>Sends a signal to the group that a process leads; false if it leads none.</summary>
    // 1 would mean everybody.
    public static bool SendToGroup(int leader, int signal) => leader > 1 && kill(-leader, signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int kill(int process, int signal);
}
