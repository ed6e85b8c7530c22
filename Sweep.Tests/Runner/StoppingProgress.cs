using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Tests.Runner;

/// <summary>Stops a study once so many fits of a run have ended, in the middle of those that others are at.</summary>
internal sealed class StoppingProgress(CancellationTokenSource stop, int after) : IStudyProgress
{
    private int _ended;

    public void Resumed(FitState state)
    {
    }

    public void Begun(int workers, long fits)
    {
    }

    public void RoundBegun(Study study, int workers, long fits)
    {
    }

    public void Started(int worker, FitRun fit)
    {
    }

    public void Left(int worker, FitRun fit)
    {
    }

    public void Ended(FitResult fit, TrialResult? trial)
    {
        if (Interlocked.Increment(ref _ended) == after)
            stop.Cancel();
    }

    public void Dispose()
    {
    }
}
