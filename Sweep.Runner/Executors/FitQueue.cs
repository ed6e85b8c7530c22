namespace Sweep.Runner.Executors;

/// <summary>Hands out the fits that are still to be run, each once, in order. Serves all workers.</summary>
internal sealed class FitQueue
{
    private readonly Lock _lock = new();
    private readonly IEnumerator<long> _fits;
    private readonly int _folds;
    private readonly int? _lag;
    private readonly HashSet<long> _endedAhead = [];
    private long _frontier;

    // Whether the enumerator stands on a fit that nobody has taken.
    private bool _held;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens the queue.</summary>
    /// <param name="fits">The fits to run, ascending.</param>
    /// <param name="folds">Fits of a trial.</param>
    /// <param name="lag">How many trials may run ahead of the first that has not ended; null: any number.</param>
    public FitQueue(IEnumerable<long> fits, int folds, int? lag)
    {
        _fits = fits.GetEnumerator();
        (_folds, _lag) = (folds, lag);
    }

    /// <summary>The next fit; null where there is none left. Waits while earlier trials must end first.</summary>
    /// <exception cref="OperationCanceledException">Nothing more is to be started.</exception>
    public long? Take(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            Task moved;
            lock (_lock)
            {
                if (!_held && !(_held = _fits.MoveNext()))
                    return null;
                if (_lag is not { } lag || _fits.Current / _folds - lag <= _frontier)
                {
                    _held = false;
                    return _fits.Current;
                }
                moved = _moved.Task;
            }
            moved.Wait(cancellation);
        }
    }

    /// <summary>All fits of a trial have results, and whoever looks back will see them.</summary>
    public void TrialEnded(long trial)
    {
        if (_lag is null)
            return;
        lock (_lock)
        {
            _endedAhead.Add(trial);
            while (_endedAhead.Remove(_frontier))
                _frontier++;
            _moved.SetResult();
            _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
