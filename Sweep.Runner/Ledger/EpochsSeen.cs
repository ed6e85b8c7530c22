namespace Sweep.Runner.Ledger;

/// <summary>Epochs that a fit under way has reported.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="First">How many epochs of this attempt came before.</param>
/// <param name="Rows">The epochs, each with its figures.</param>
internal sealed record EpochsSeen(long Fit, int Attempt, int First, IReadOnlyList<double[]> Rows) : LedgerEntry(Fit, Attempt);
