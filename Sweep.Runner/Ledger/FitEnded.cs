using Sweep.Runner.Trials;

namespace Sweep.Runner.Ledger;

/// <summary>The result of a fit.</summary>
/// <param name="Result">The result.</param>
/// <param name="First">How many epochs of this attempt came before.</param>
/// <param name="Rows">The epochs that have not been told yet.</param>
/// <param name="Course">The study's metric after every epoch, where somebody looks back at it.</param>
internal sealed record FitEnded(FitResult Result, int First, IReadOnlyList<double[]> Rows, double[]? Course) : LedgerEntry(Result.Number, Result.Attempt)
{
    /// <summary>The steps that were noted, row after row.</summary>
    public ReadOnlyMemory<double> Steps { get; init; }
}
