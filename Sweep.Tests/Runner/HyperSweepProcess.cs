using System.Diagnostics;
using Sweep.Runner.Commands;

namespace Sweep.Tests.Runner;

/// <summary>Starts the real program as a process of its own.</summary>
internal static class HyperSweepProcess
{
    /// <summary>A process that hangs fails its test instead of the whole run; no result depends on the time.</summary>
    public const int Milliseconds = 120_000;

    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(Milliseconds);

    public static Process Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ExitCode).Assembly.Location, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
