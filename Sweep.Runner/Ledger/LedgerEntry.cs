namespace Sweep.Runner.Ledger;

/// <summary>Something to be added to the ledger.</summary>
/// <param name="Fit">The fit that it is about.</param>
/// <param name="Attempt">The attempt, from 1.</param>
internal abstract record LedgerEntry(long Fit, int Attempt);
