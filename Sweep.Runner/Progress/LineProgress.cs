using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Progress;

/// <summary>Writes a line every few seconds, and one at the end: for output that is no terminal.</summary>
internal sealed class LineProgress : IStudyProgress
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);

    private readonly ProgressTally _tally;
    private readonly long _fits;
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private long _lastLine;

    /// <summary>Starts counting.</summary>
    public LineProgress(Study study, TextWriter output, TimeProvider time)
    {
        _tally = new ProgressTally(study, time);
        _fits = study.Fits;
        (_output, _time, _lastLine) = (output, time, time.GetTimestamp());
    }

    /// <inheritdoc/>
    public void Report(FitResult fit)
    {
        _tally.Count(fit);
        if (_tally.Done < _fits && _time.GetElapsedTime(_lastLine) < _pause)
            return;
        _lastLine = _time.GetTimestamp();
        _output.WriteLine(_tally.Line());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
