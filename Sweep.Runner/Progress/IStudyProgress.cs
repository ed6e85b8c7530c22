using Sweep.Runner.Objectives;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Progress;

/// <summary>Is told how a study gets on.</summary>
public interface IStudyProgress : IDisposable
{
    /// <summary>A fit has a result from an earlier run. Comes before everything else.</summary>
    void Resumed(FitState state);

    /// <summary>The ledger is open, and workers are about to start.</summary>
    void Begun(int workers);

    /// <summary>A worker begins an attempt. Comes from many threads at once.</summary>
    void Started(int worker, FitRun fit);

    /// <summary>A fit has a result, and the ledger has it. Calls come one at a time.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="trial">Its trial, where this was the last fit of it.</param>
    void Ended(FitResult fit, TrialResult? trial);
}
