using System.Text;
using Sweep.Core.Contracts;

namespace Sweep.Runner.Ledger;

/// <summary>Keeps a second runner from a study. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class LedgerLock : IDisposable
{
    // What opening a file says that somebody else holds: EWOULDBLOCK of flock, and the sharing violation of Windows.
    private static readonly int[] _heldByAnother = [11, unchecked((int)0x80070020)];

    private readonly FileStream _held;
    private readonly string _owner;

    private LedgerLock(FileStream held, string owner) => (_held, _owner) = (held, owner);

    /// <summary>Takes the lock of a results folder.</summary>
    /// <exception cref="InputException">Another process has it, or the folder cannot be written.</exception>
    public static LedgerLock Take(string directory, TimeProvider time)
    {
        string path = Path.Combine(directory, "ledger.lock"), owner = OwnerPath(directory);
        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (_heldByAnother.Contains(error.HResult))
        {
            throw new InputException(
                $"{directory}: this study is being run by {Owner(directory) ?? "another process"}. Wait for it, stop it, or give another folder with --output; " +
                "hypersweep status shows how far it is.", error);
        }
        // Nobody else may open the lock itself, so that its owner stands beside it.
        File.WriteAllText(owner, $"process {Environment.ProcessId} on {Environment.MachineName}, started {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC", Encoding.UTF8);
        return new LedgerLock(held, owner);
    }

    /// <summary>Who runs a study now; null where nobody does.</summary>
    public static string? Holder(string directory)
    {
        string path = Path.Combine(directory, "ledger.lock");
        if (!File.Exists(path))
            return null;
        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (IOException error) when (_heldByAnother.Contains(error.HResult))
        {
            return Owner(directory) ?? "another process";
        }
        // Where nobody may write, nobody runs a study.
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            File.Delete(_owner);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It says nothing once nobody holds the lock.
        }
        _held.Dispose();
    }

    private static string OwnerPath(string directory) => Path.Combine(directory, "ledger.owner");

    private static string? Owner(string directory)
    {
        try
        {
            string text = File.ReadAllText(OwnerPath(directory));
            return text.Length > 0 ? text : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
