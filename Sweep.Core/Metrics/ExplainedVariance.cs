namespace Sweep.Core.Metrics;

/// <summary>Share of the target's variance that is explained by predictions which may all be off by the same amount.</summary>
/// <remarks>
/// <code>1 − Var(p − t) / Var(t)</code>
/// Where the target is constant it is 1 if the errors are, too, and 0 otherwise, as scikit-learn's explained_variance_score has it.
/// </remarks>
public sealed record ExplainedVariance : NumberMetric
{
    /// <inheritdoc/>
    public override double Worst => double.NegativeInfinity;

    /// <inheritdoc/>
    public override double Best => 1;

    /// <inheritdoc/>
    public override NumberTally NewTally() => new Tally();

    private sealed class Tally : NumberTally
    {
        private Spread _targets;
        private Spread _errors;

        public override double Value => RSquared.Share(_errors.Squares, _targets.Squares);

        public override void Add(double prediction, double target, double weight = 1)
        {
            _targets.Add(target, weight);
            _errors.Add(prediction - target, weight);
        }

        public override void Reset() => (_targets, _errors) = (default, default);
    }
}
