using Sweep.Core.Numerics;

namespace Sweep.Core.Contracts;

/// <summary>What a metric remembers of the rows that it has been shown, batch by batch. It belongs to one thread.</summary>
/// <remarks>Rows shown in parts of any size give the same bits as all of them at once. Once its memory is taken, a tally allocates nothing for further rows.</remarks>
public interface ITally
{
    /// <summary>The metric over all rows since the last <see cref="Reset"/>; NaN where it has no meaning for them.</summary>
    double Value { get; }

    /// <summary>Adds rows.</summary>
    /// <param name="predictions">The network's outputs; for classes these are logits. Shape [rows, outputs].</param>
    /// <param name="targets">What they should have been. Same shape.</param>
    /// <param name="weights">What each row counts; empty where all count the same.</param>
    void Add(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, ReadOnlySpan<double> weights = default);

    /// <summary>Forgets all rows, and keeps the memory.</summary>
    void Reset();
}
