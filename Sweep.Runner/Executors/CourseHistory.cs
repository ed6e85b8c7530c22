using Sweep.Strategies.Pruners;

namespace Sweep.Runner.Executors;

/// <summary>How earlier fits went, fold by fold: what a pruner looks back at.</summary>
/// <param name="trials">Trials of the study.</param>
/// <param name="folds">Fits of a trial.</param>
internal sealed class CourseHistory(long trials, int folds)
{
    private readonly PastFit[][] _fits = [.. Enumerable.Range(0, folds).Select(_ => new PastFit[trials])];

    /// <summary>Adds a fit that has ended. Readers of later trials are let go only afterwards.</summary>
    public void Add(long fit, PastFit past) => _fits[fit % folds][fit / folds] = past;

    /// <summary>The fits of a fold in the first trials, in their order.</summary>
    public IReadOnlyList<PastFit> Before(long trial, int fold) => new ArraySegment<PastFit>(_fits[fold], 0, (int)Math.Max(0, trial));
}
