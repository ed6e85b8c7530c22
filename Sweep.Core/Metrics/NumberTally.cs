using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>A tally of predicted numbers, in double.</summary>
public abstract class NumberTally : ITally
{
    /// <inheritdoc/>
    public abstract double Value { get; }

    /// <summary>Adds a prediction.</summary>
    /// <param name="prediction">What the network said.</param>
    /// <param name="target">What it should have said.</param>
    /// <param name="weight">What the row counts.</param>
    public abstract void Add(double prediction, double target, double weight = 1);

    /// <inheritdoc/>
    public void Add(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, ReadOnlySpan<double> weights = default)
    {
        for (int i = 0; i < predictions.Values.Length; i++)
            Add(predictions.Values[i], targets.Values[i], weights.IsEmpty ? 1 : weights[i / predictions.Columns]);
    }

    /// <inheritdoc/>
    public abstract void Reset();
}
