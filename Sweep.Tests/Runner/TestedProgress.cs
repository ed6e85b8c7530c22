using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Tests.Runner;

/// <summary>Is told of range tests that have ended.</summary>
internal sealed class TestedProgress(Action<OptimizerRangeTest> tested) : IStudyProgress
{
    public void Tested(OptimizerRangeTest test) => tested(test);

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
    }

    public void Dispose()
    {
    }
}
