namespace Sweep.Runner.Ledger;

/// <summary>The end of an attempt that gave no result.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Event">What became of it: "failed" (and tried again), "interrupted" or "lost".</param>
/// <param name="Reason">Why.</param>
/// <param name="Duration">How long it took; null where nobody knows.</param>
internal sealed record AttemptEnded(long Fit, int Attempt, string Event, string Reason, TimeSpan? Duration) : LedgerEntry(Fit, Attempt);
