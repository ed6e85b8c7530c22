namespace Sweep.Core.Metrics;

/// <summary>The absolute difference as a share of the target, averaged: 0.1 is ten per cent.</summary>
/// <remarks><code>|p − t| / max(|t|, ε)</code> with ε = 2⁻⁵², as scikit-learn has it: a target of 0 that is missed makes it huge.</remarks>
public sealed record MeanAbsolutePercentageError : NumberMetric
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <inheritdoc/>
    public override NumberTally NewTally() =>
        new MeanTally(static (prediction, target) => Math.Abs(prediction - target) / Math.Max(Math.Abs(target), Epsilon));
}
