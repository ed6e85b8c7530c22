namespace Sweep.Core.Metrics;

/// <summary>The root of the mean squared difference of prediction and target; in the target's units.</summary>
public sealed record RootMeanSquaredError : NumberMetric
{
    /// <inheritdoc/>
    public override NumberTally NewTally() => new RootTally(new MeanSquaredError().NewTally());
}
