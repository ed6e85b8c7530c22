using Sweep.Runner.Objectives;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Progress;

/// <summary>Writes a line of JSON for every fit and every trial that ends, and each of them at once: somebody may be reading along.</summary>
internal sealed class JsonProgress(Study study, TextWriter output, TimeProvider time) : IStudyProgress
{
    private readonly ProgressTally _tally = new(study, time);

    /// <inheritdoc/>
    public void Tested(OptimizerRangeTest test)
    {
        output.WriteLine(EventLine.Of(test));
        output.Flush();
    }

    /// <inheritdoc/>
    public void Resumed(FitState state) => _tally.Resume(state);

    /// <inheritdoc/>
    public void Begun(Study study, int workers, long fits)
    {
        _tally.Begin(study, workers, fits);
        output.WriteLine(EventLine.Started(study, _tally.Done, fits, workers));
        output.Flush();
    }

    /// <inheritdoc/>
    public void RoundBegun(Study study, int workers, long fits)
    {
        _tally.BeginRound(study, workers, fits);
        output.WriteLine(EventLine.RoundStarted(study, fits, workers));
        output.Flush();
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
        output.WriteLine(EventLine.Of(fit, _tally));
        if (trial is not null)
            output.WriteLine(EventLine.Of(trial));
        output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
