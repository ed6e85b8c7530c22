namespace Sweep.Core.Metrics;

/// <summary>The largest absolute difference of prediction and target; in the target's units. Weights do not alter it.</summary>
public sealed record MaxError : NumberMetric
{
    /// <inheritdoc/>
    public override NumberTally NewTally() => new Tally();

    private sealed class Tally : NumberTally
    {
        private double _largest;

        public override double Value => _largest;

        public override void Add(double prediction, double target, double weight = 1) =>
            _largest = Math.Max(_largest, Math.Abs(prediction - target)); // keeps NaN

        public override void Reset() => _largest = 0;
    }
}
