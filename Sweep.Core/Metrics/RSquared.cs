using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>Share of the target's variance that is explained: 1 is perfect, 0 as good as the mean, below 0 worse.</summary>
/// <remarks>
/// <code>R² = 1 − Σ (p − t)² / Σ (t − mean t)²</code>
/// Where the target is constant it is 1 if every prediction is exact and 0 otherwise, as scikit-learn's r2_score has it.
/// </remarks>
public sealed record RSquared : IMetric
{
    /// <inheritdoc/>
    public double Worst => double.NegativeInfinity;

    /// <inheritdoc/>
    public double Best => 1;

    /// <inheritdoc/>
    public bool Judges(TargetKind target) => target is TargetKind.Number;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets)
    {
        double mean = 0;
        foreach (float target in targets.Values)
            mean += target;
        mean /= targets.Values.Length;

        double residual = 0, total = 0;
        for (int i = 0; i < targets.Values.Length; i++)
        {
            double error = (double)predictions.Values[i] - targets.Values[i], spread = targets.Values[i] - mean;
            residual += error * error;
            total += spread * spread;
        }
        return total > 0 ? 1 - residual / total : residual == 0 ? 1 : double.IsNaN(residual) ? double.NaN : 0;
    }
}
