using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Tests.Runner;

/// <summary>Notes which trials have ended.</summary>
internal sealed class CountingProgress : IStudyProgress
{
    public List<long> Trials { get; } = [];

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
    }

    public void Left(int worker, FitRun fit)
    {
    }

    public void Ended(FitResult fit, TrialResult? trial)
    {
        if (trial is not null)
            Trials.Add(trial.Number);
    }

    public void Dispose()
    {
    }
}
