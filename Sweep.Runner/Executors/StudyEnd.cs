using Sweep.Runner.Studies;

namespace Sweep.Runner.Executors;

/// <summary>How a run of a study ended.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="Finished">Fits that have a result, of this run and of those before.</param>
/// <param name="Ran">Fits that got theirs in this run.</param>
/// <param name="Failed">Fits of this run that failed.</param>
/// <param name="LastError">The last error of a fit or an attempt; null where nothing went wrong.</param>
public sealed record StudyEnd(StopReason Reason, long Finished, long Ran, long Failed, string? LastError)
{
    /// <summary>The study with all rounds that have begun.</summary>
    public required Study Study { get; init; }
}
