using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Progress;

/// <summary>Keeps one line of a terminal up to date, and clears it at the end.</summary>
internal sealed class LiveProgress : IStudyProgress
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly ProgressTally _tally;
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly int _width;
    private long _lastLine;

    /// <summary>Starts counting.</summary>
    public LiveProgress(Study study, TextWriter output, int width, TimeProvider time)
    {
        _tally = new ProgressTally(study, time);
        (_output, _width, _time, _lastLine) = (output, width, time, time.GetTimestamp());
    }

    /// <inheritdoc/>
    public void Resumed(FitState state) => _tally.Resume(state);

    /// <inheritdoc/>
    public void Begun(int workers) => _output.WriteLine(_tally.Opening(workers));

    /// <inheritdoc/>
    public void Started(int worker, FitRun fit) => _tally.Start(worker, fit);

    /// <inheritdoc/>
    public void Ended(FitResult fit, TrialResult? trial)
    {
        _tally.End(fit, trial);
        if (_time.GetElapsedTime(_lastLine) < _pause)
            return;
        _lastLine = _time.GetTimestamp();
        string line = _tally.Line();
        // A line longer than the terminal would wrap, and could not be taken back.
        Write(line.Length < _width ? line : line[..(_width - 1)]);
    }

    /// <inheritdoc/>
    public void Dispose() => Write("");

    private void Write(string line)
    {
        _output.Write($"\r\e[2K{line}");
        _output.Flush();
    }
}
