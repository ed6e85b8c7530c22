using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Tests.Runner;

/// <summary>Notes what it is told of rounds.</summary>
/// <param name="begun">Is called where another round begins.</param>
internal sealed class RoundProgress(Action? begun = null) : IStudyProgress
{
    public List<string> Told { get; } = [];

    public void Resumed(FitState state)
    {
    }

    public void Begun(Study study, int workers, long fits) => Told.Add($"begun {study.Fits} fits, {fits} to run");

    public void RoundBegun(Study study, int workers, long fits)
    {
        Told.Add($"round {study.FurtherRounds.Count + 1}, {study.Fits} fits, {fits} to run");
        begun?.Invoke();
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
