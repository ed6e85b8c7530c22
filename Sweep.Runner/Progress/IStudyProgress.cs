using Sweep.Runner.Objectives;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Progress;

/// <summary>Is told how a study gets on.</summary>
public interface IStudyProgress : IDisposable
{
    /// <summary>A range test that the study takes learning rates from has ended. Comes before everything else, one at a time.</summary>
    void Tested(OptimizerRangeTest test)
    {
    }

    /// <summary>A fit has a result from an earlier run, and is not run again. Comes before workers start.</summary>
    void Resumed(FitState state);

    /// <summary>The ledger is open, and workers are about to start.</summary>
    /// <param name="study">The study with the rounds that earlier runs began.</param>
    /// <param name="workers">How many workers, numbered from 0; none where nothing is left to run.</param>
    /// <param name="fits">Fits that this run has before it.</param>
    void Begun(Study study, int workers, long fits);

    /// <summary>All fits have ended, and another round is about to start.</summary>
    /// <param name="study">The study with the round.</param>
    /// <param name="workers">How many workers, numbered from 0.</param>
    /// <param name="fits">Fits of the round.</param>
    void RoundBegun(Study study, int workers, long fits);

    /// <summary>A worker begins an attempt. Comes from many threads at once.</summary>
    void Started(int worker, FitRun fit);

    /// <summary>A worker is done with the attempt: its result is on its way, or there will be another attempt. Comes from many threads at once.</summary>
    void Left(int worker, FitRun fit);

    /// <summary>A fit has a result, and the ledger has it. Calls come one at a time.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="trial">Its trial, where this was the last fit of it.</param>
    void Ended(FitResult fit, TrialResult? trial);
}
