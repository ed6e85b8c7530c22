using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sweep.Runner.Processes;

/// <summary>The commands that run now. Where the program ends without waiting for them, they end with it, and all that they have started.</summary>
internal static class RunningCommands
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<Running, bool> _running = [];

    static RunningCommands() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    /// <summary>Adds a command; what is returned takes it away again.</summary>
    public static IDisposable Add(Process process, string token)
    {
        var running = new Running(process, token);
        _running.TryAdd(running, true);
        return running;
    }

    private static void EndAll() => Task.WaitAll([.. _running.Keys.Select(EndAsync)], _patience);

    private static async Task EndAsync(Running running)
    {
        try
        {
            await ProcessTree.EndAsync(running.Process, running.Token, TimeSpan.Zero, TimeProvider.System).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // It has ended this very moment.
        }
    }

    private sealed record Running(Process Process, string Token) : IDisposable
    {
        public void Dispose() => _running.TryRemove(this, out _);
    }
}
