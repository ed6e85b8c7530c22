using Sweep.Core.Numerics;

namespace Sweep.Core.Contracts;

/// <summary>A number that tells how good predictions are. It judges; a loss teaches.</summary>
public interface IMetric
{
    /// <summary>The value that nothing can be worse than; infinite where there is none.</summary>
    double Worst { get; }

    /// <summary>The value of perfect predictions.</summary>
    double Best { get; }

    /// <summary>Whether the metric has a meaning for such a target.</summary>
    bool Judges(TargetKind target);

    /// <summary>Judges all rows together.</summary>
    /// <param name="predictions">The network's outputs; for classes these are logits. Shape [rows, outputs].</param>
    /// <param name="targets">What they should have been. Same shape.</param>
    double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets);
}
