namespace Sweep.Core.Metrics;

/// <summary>Share of the target's variance that is explained: 1 is perfect, 0 as good as the mean, below 0 worse.</summary>
/// <remarks>
/// <code>R² = 1 − Σ (p − t)² / Σ (t − mean t)²</code>
/// Of fewer than two rows it is not a number, as one row has no variance. Where the target is constant it is 1 if every prediction is exact and 0 otherwise, as scikit-learn's r2_score has it.
/// </remarks>
public sealed record RSquared : NumberMetric
{
    /// <inheritdoc/>
    public override double Worst => double.NegativeInfinity;

    /// <inheritdoc/>
    public override double Best => 1;

    /// <inheritdoc/>
    public override NumberTally NewTally() => new Tally();

    /// <summary>1 − unexplained / total, and what is said where nothing varies.</summary>
    internal static double Share(double unexplained, double total) =>
        total > 0 ? 1 - unexplained / total : unexplained == 0 ? 1 : double.IsNaN(unexplained) ? double.NaN : 0;

    private sealed class Tally : NumberTally
    {
        private Spread _targets;
        private double _squares;
        private long _rows;

        public override double Value => _rows < 2 ? double.NaN : Share(_squares, _targets.Squares);

        public override void Add(double prediction, double target, double weight = 1)
        {
            _rows++;
            _targets.Add(target, weight);
            _squares += weight * ((prediction - target) * (prediction - target));
        }

        public override void Reset() => (_targets, _squares, _rows) = (default, 0, 0);
    }
}
