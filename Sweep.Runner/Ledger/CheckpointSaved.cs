namespace Sweep.Runner.Ledger;

/// <summary>A checkpoint that a fit under way has saved in its folder.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record CheckpointSaved(long Fit, int Attempt, long Bytes) : LedgerEntry(Fit, Attempt);
