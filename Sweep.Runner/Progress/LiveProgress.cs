using Sweep.Runner.Objectives;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Progress;

/// <summary>Keeps a view of the study up to date in a terminal, and takes it away at the end.</summary>
/// <remarks>Whoever runs the study only counts: the view is drawn beside it, from snapshots. A terminal that stands still holds up nothing but the view.</remarks>
internal sealed class LiveProgress : IStudyProgress
{
    private static readonly TimeSpan _period = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(200);

    private readonly ProgressTally _tally;
    private readonly Screen _screen;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _drawing = Task.CompletedTask;
    private bool _drawn;
    private bool _over;

    /// <summary>Starts counting.</summary>
    public LiveProgress(Study study, Screen screen, TimeProvider time) => (_tally, _screen, _time) = (new ProgressTally(study, time), screen, time);

    /// <inheritdoc/>
    public void Tested(OptimizerRangeTest test)
    {
        lock (_lock)
            _screen.Output.WriteLine(ProgressText.Of(test));
    }

    /// <inheritdoc/>
    public void Resumed(FitState state) => _tally.Resume(state);

    /// <inheritdoc/>
    public void Begun(Study study, int workers, long fits)
    {
        _tally.Begin(study, workers, fits);
        if (workers == 0)
            return;
        _screen.Output.WriteLine(_tally.Opening(workers));
        // A second Ctrl+C ends the program without coming back here.
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        _drawing = DrawAsync();
    }

    /// <inheritdoc/>
    public void RoundBegun(Study study, int workers, long fits) => _tally.BeginRound(study, workers, fits);

    /// <inheritdoc/>
    public void Started(int worker, FitRun fit) => _tally.Start(worker, fit);

    /// <inheritdoc/>
    public void Left(int worker, FitRun fit) => _tally.Leave(worker, fit);

    /// <inheritdoc/>
    public void Ended(FitResult fit, TrialResult? trial) => _tally.End(fit, trial);

    /// <summary>Draws the view as it is now.</summary>
    public void Draw()
    {
        lock (_lock)
        {
            if (_over)
                return;
            try
            {
                var (width, height) = _screen.Size();
                _drawn = true;
                // A line that ends in the last column, or a block as high as the window, would be moved by some terminals.
                (width, height) = (Math.Max(width - 1, 1), Math.Max(height - 1, 1));
                _screen.Draw(_screen.Lines(ProgressView.Of(_tally.Snapshot(), width, height, _screen.Unicode), width));
            }
            // Whatever is wrong with the view or its terminal: the study goes on without being looked at.
            catch (Exception)
            {
                _over = true;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _drawing.GetAwaiter().GetResult();
        lock (_lock)
            Erase();
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        _stop.Dispose();
    }

    private async Task DrawAsync()
    {
        using var timer = new PeriodicTimer(_period, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
                Draw();
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void OnExit(object? sender, EventArgs e)
    {
        // Who draws at this moment may never end, if the terminal stands still.
        if (!_lock.TryEnter(_patience))
            return;
        try
        {
            Erase();
        }
        finally
        {
            _lock.Exit();
        }
    }

    private void Erase()
    {
        if (_over || !_drawn)
            return;
        _over = true;
        try
        {
            _screen.Erase();
        }
        catch (IOException)
        {
        }
    }
}
