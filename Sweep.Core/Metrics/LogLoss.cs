using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>Minus the logarithm of the probability given to the right class, in nats.</summary>
/// <remarks>
/// A probability of 0 counts as <see cref="Clip"/>, as it does in scikit-learn since 1.3, so that one row which is surely wrong costs 36
/// and not infinitely much. The loss cross_entropy has no such bound.
/// </remarks>
public sealed record LogLoss : RowMetric
{
    /// <summary>Probabilities count as at least this, and at most 1 minus this, in [0, 1). At 0 a row that is surely wrong costs infinitely much.</summary>
    public double Clip { get; init => field = Check.Fraction(value); } = 2.220446049250313e-16;

    /// <inheritdoc/>
    public override double Worst => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Best => 0;

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> probabilities, int right) =>
        -Elementary.Log(Math.Max(Clip, Math.Min(1 - Clip, probabilities[right]))); // keeps NaN
}
