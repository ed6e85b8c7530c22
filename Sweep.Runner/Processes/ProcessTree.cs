using System.Diagnostics;
using System.Text;

namespace Sweep.Runner.Processes;

/// <summary>Ends everything that a command has started, wherever it has gone, and what earlier runners have left.</summary>
/// <remarks>
/// A process belongs to a command if its environment has the command's token, if it is in the command's session, or if its parent belongs:
/// one that leaves the session keeps the environment, one that clears its environment stays in the session.
/// </remarks>
public static class ProcessTree
{
    private static readonly TimeSpan _stubborn = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMilliseconds(160);

    /// <summary>Ends at once all processes whose token is a text, or begins with it and a slash: those of a runner that was killed.</summary>
    /// <param name="prefix">The text: "study" finds the token "study/17", and not "study2/17".</param>
    /// <param name="time">Paces the waiting until they have gone.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>How many there were. Always 0 where the system is not Linux, which alone shows the environment of a process.</returns>
    public static async Task<int> KillAllAsync(string prefix, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var ended = new HashSet<int>();
        if (OperatingSystem.IsLinux())
            await KillAsync(prefix, leader: null, ended, time, cancellation).ConfigureAwait(false);
        return ended.Count;
    }

    /// <summary>Ends a command and all that it has started; of one that has ended, what it has left.</summary>
    /// <param name="command">The process that leads the command's session.</param>
    /// <param name="token">The command's token.</param>
    /// <param name="patience">The time between asking and killing.</param>
    /// <param name="time">Measures it.</param>
    /// <returns>Whether nothing is left: a process that waits for a broken disk cannot be killed.</returns>
    internal static async Task<bool> EndAsync(Process command, string token, TimeSpan patience, TimeProvider time)
    {
        if (!OperatingSystem.IsLinux())
        {
            if (!command.HasExited)
                command.Kill(entireProcessTree: true);
            return await WithinAsync(command.WaitForExitAsync(), _stubborn, time).ConfigureAwait(false);
        }

        long started = time.GetTimestamp();
        bool askedGroup = !command.HasExited;
        if (askedGroup)
        {
            // The session begins a moment after the process: until then it leads no group.
            if (!Signals.SendToGroup(command.Id, Signals.Terminate))
                Signals.Send(command.Id, Signals.Terminate);
            await WithinAsync(command.WaitForExitAsync(), patience, time).ConfigureAwait(false);
        }
        if (await AskAsync(command.Id, askedGroup, token, patience - time.GetElapsedTime(started), time).ConfigureAwait(false) && command.HasExited)
            return true;
        return await KillAsync(token, command, [], time, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Asks those to end that the signal to the leader's group did not reach, and says whether all have gone in time.</summary>
    private static async Task<bool> AskAsync(int leader, bool askedGroup, string token, TimeSpan patience, TimeProvider time)
    {
        long started = time.GetTimestamp();
        var asked = new HashSet<int>();
        for (var pause = _firstPause; time.GetElapsedTime(started) < patience; pause = Longer(pause))
        {
            var left = Find(token, leader);
            if (left.Count == 0)
                return true;
            foreach (var process in left)
                if (asked.Add(process.Id) && !(askedGroup && process.Group == leader))
                    Signals.Send(process.Id, Signals.Terminate);
            await Task.Delay(pause, time).ConfigureAwait(false);
        }
        return false;
    }

    /// <summary>Kills whatever is found, until nothing is.</summary>
    private static async Task<bool> KillAsync(string token, Process? leader, HashSet<int> ended, TimeProvider time, CancellationToken cancellation)
    {
        long started = time.GetTimestamp();
        for (var pause = _firstPause; time.GetElapsedTime(started) < _stubborn; pause = Longer(pause))
        {
            var left = Find(token, leader?.Id);
            if (left.Count == 0 && leader is not { HasExited: false })
                return true;
            // All of the group at once, before one of them starts another.
            if (left.Any(process => process.Group == leader?.Id))
                Signals.SendToGroup(leader!.Id, Signals.Kill);
            foreach (var process in left)
                Signals.Send(process.Id, Signals.Kill);
            ended.UnionWith(left.Select(process => process.Id));
            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
        }
        return false;
    }

    private static List<ProcessEntry> Find(string token, int? session)
    {
        byte[] variable = Encoding.UTF8.GetBytes($"{CommandLaunch.TokenVariable}={token}");
        var all = ProcessEntry.All().Where(process => process.Id != Environment.ProcessId).ToList();
        var found = all.Where(process => process.Session == session || HasVariable(process.Environment(), variable)).ToList();
        var known = found.Select(process => process.Id).ToHashSet();
        for (int i = 0; i < found.Count; i++)
            found.AddRange(all.Where(process => process.Parent == found[i].Id && known.Add(process.Id)));
        return found;
    }

    private static bool HasVariable(ReadOnlySpan<byte> environment, ReadOnlySpan<byte> variable)
    {
        foreach (var range in environment.Split((byte)0))
        {
            var entry = environment[range];
            if (entry.StartsWith(variable) && (entry.Length == variable.Length || entry[variable.Length] == '/'))
                return true;
        }
        return false;
    }

    private static TimeSpan Longer(TimeSpan pause) => pause < _longestPause ? 2 * pause : pause;

    private static async Task<bool> WithinAsync(Task task, TimeSpan time, TimeProvider clock)
    {
        try
        {
            await task.WaitAsync(time, clock).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
