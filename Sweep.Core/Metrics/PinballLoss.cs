using Sweep.Core.Contracts;

namespace Sweep.Core.Metrics;

/// <summary>How well predictions are a quantile of their targets: the error, of which too little and too much count differently, averaged.</summary>
/// <remarks>
/// <code>q·(t − p) where p ≤ t, (1 − q)·(p − t) elsewhere</code>
/// for the quantile q, as scikit-learn's mean_pinball_loss has it with alpha. For the median it is half the mean absolute error. Source:
/// Koenker and Bassett 1978, "Regression Quantiles".
/// </remarks>
public sealed record PinballLoss : NumberMetric
{
    /// <summary>The share of targets that predictions are to lie above, above 0 and below 1; 0.5 is the median.</summary>
    public double Quantile { get; init => field = Check.Share(value); } = 0.5;

    /// <inheritdoc/>
    public override NumberTally NewTally() =>
        new MeanTally((prediction, target) => (prediction > target ? 1 - Quantile : -Quantile) * (prediction - target));
}
