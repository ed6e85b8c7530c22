using Sweep.Runner.Objectives;
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
    private long _lastLine;

    /// <summary>Starts counting.</summary>
    public LineProgress(Study study, TextWriter output, TimeProvider time)
    {
        _tally = new ProgressTally(study, time);
        (_output, _time, _lastLine) = (output, time, time.GetTimestamp());
    }

    /// <inheritdoc/>
    public void Resumed(FitState state) => _tally.Resume(state);

    /// <inheritdoc/>
    public void Begun(int workers) => _output.WriteLine(_tally.Opening(workers));

    /// <inheritdoc/>
    public void Started(int worker, FitRun fit)
    {
    }

    /// <inheritdoc/>
    public void Ended(FitResult fit, TrialResult? trial)
    {
        _tally.End(fit, trial);
        if (_tally.Done != _tally.Fits && _time.GetElapsedTime(_lastLine) < _pause)
            return;
        _lastLine = _time.GetTimestamp();
        _output.WriteLine(_tally.Line());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
