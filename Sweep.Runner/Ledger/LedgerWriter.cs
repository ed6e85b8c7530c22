using System.Threading.Channels;

namespace Sweep.Runner.Ledger;

/// <summary>The one thread that adds to a ledger: whatever has come in meanwhile goes into one transaction (group commit).</summary>
internal sealed class LedgerWriter
{
    // So many entries wait at most: more would only hide that the disk is slower than the workers.
    private const int Waiting = 8192;
    private const int Group = 4096;

    private readonly StudyLedger _ledger;
    private readonly Action<LedgerEntry> _acknowledged;
    private readonly Channel<LedgerEntry> _entries = Channel.CreateBounded<LedgerEntry>(
        new BoundedChannelOptions(Waiting) { SingleReader = true, AllowSynchronousContinuations = false });
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the thread.</summary>
    /// <param name="ledger">Where to.</param>
    /// <param name="acknowledged">Is told of every entry once it is on the disk, in order, on the writer's thread.</param>
    public LedgerWriter(StudyLedger ledger, Action<LedgerEntry> acknowledged)
    {
        (_ledger, _acknowledged) = (ledger, acknowledged);
        _thread = new Thread(Work) { IsBackground = true, Name = "ledger" };
        _thread.Start();
    }

    /// <summary>Ends when everything has been added, or with what kept it from being added.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Entries that wait to be added.</summary>
    public int Length => _entries.Reader.Count;

    /// <summary>Hands over an entry; waits while too many are waiting. After a failure nothing is taken any more.</summary>
    public void Add(LedgerEntry entry)
    {
        while (!_entries.Writer.TryWrite(entry))
        {
            if (!_entries.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
                return;
        }
    }

    /// <summary>Nothing more will come.</summary>
    public void Complete() => _entries.Writer.TryComplete();

    private void Work()
    {
        var group = new List<LedgerEntry>(Group);
        try
        {
            while (_entries.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (group.Count < Group && _entries.Reader.TryRead(out var entry))
                    group.Add(entry);
                _ledger.Add(group);
                foreach (var entry in group)
                    _acknowledged(entry);
                group.Clear();
            }
            _ended.SetResult();
        }
        catch (Exception error)
        {
            _entries.Writer.TryComplete();
            _ended.SetException(error);
        }
    }
}
