using Sweep.Runner.Objectives;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Progress;

/// <summary>Writes a line every few seconds, and one at the end: for output that is no terminal.</summary>
internal sealed class LineProgress : IStudyProgress
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);

    private readonly ProgressTally _tally;
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private long _lastLine;
    private bool _more;

    /// <summary>Starts counting.</summary>
    public LineProgress(Study study, TextWriter output, TimeProvider time)
    {
        _tally = new ProgressTally(study, time);
        (_output, _time, _lastLine) = (output, time, time.GetTimestamp());
    }

    /// <inheritdoc/>
    public void Tested(OptimizerRangeTest test)
    {
        lock (_lock)
            Write(ProgressText.Of(test));
    }

    /// <inheritdoc/>
    public void Resumed(FitState state) => _tally.Resume(state);

    /// <inheritdoc/>
    public void Begun(Study study, int workers, long fits)
    {
        _tally.Begin(study, workers, fits);
        lock (_lock)
        {
            _lastLine = _time.GetTimestamp();
            if (workers > 0)
                Write(_tally.Opening(workers));
        }
    }

    /// <inheritdoc/>
    public void RoundBegun(Study study, int workers, long fits)
    {
        _tally.BeginRound(study, workers, fits);
        lock (_lock)
        {
            _lastLine = _time.GetTimestamp();
            Write(_tally.Opening(workers));
        }
    }

    /// <inheritdoc/>
    public void Started(int worker, FitRun fit)
    {
    }

    /// <inheritdoc/>
    public void Left(int worker, FitRun fit)
    {
    }

    /// <inheritdoc/>
    public void Ended(FitResult fit, TrialResult? trial)
    {
        _tally.End(fit, trial);
        lock (_lock)
        {
            _more = true;
            if (_tally.Remaining == 0 || _time.GetElapsedTime(_lastLine) >= _pause)
                WriteLine();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_more)
                WriteLine();
        }
    }

    private void WriteLine()
    {
        _lastLine = _time.GetTimestamp();
        _more = false;
        Write(_tally.Snapshot().Line());
    }

    private void Write(string line)
    {
        try
        {
            _output.WriteLine(line);
        }
        // Nobody can be told; the study need not end for that.
        catch (IOException)
        {
        }
    }
}
