using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Tests.Runner;

/// <summary>Stops a study once so many fits of a run have been started, however fast they are.</summary>
internal sealed class StoppingProgress(CancellationTokenSource stop, int after) : IStudyProgress
{
    private int _started;

    public void Resumed(FitState state)
    {
    }

    public void Begun(Study study, int workers, long fits)
    {
    }

    public void RoundBegun(Study study, int workers, long fits)
    {
    }

    public void Started(int worker, FitRun fit)
    {
        if (Interlocked.Increment(ref _started) == after)
            stop.Cancel();
    }

    public void Left(int worker, FitRun fit)
    {
    }

    public void Ended(FitResult fit, TrialResult? trial)
    {
    }

    public void Dispose()
    {
    }
}
