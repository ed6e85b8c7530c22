using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Progress;

/// <summary>Says nothing.</summary>
public sealed class SilentProgress : IStudyProgress
{
    /// <inheritdoc/>
    public void Resumed(FitState state)
    {
    }

    /// <inheritdoc/>
    public void Begun(Study study, int workers, long fits)
    {
    }

    /// <inheritdoc/>
    public void RoundBegun(Study study, int workers, long fits)
    {
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
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
