using Sweep.Core.Contracts;

namespace Sweep.Core.Losses;

/// <summary>For a quantile of the target rather than its mean: predicting too little costs one share of the error, too much the other.</summary>
/// <remarks>
/// <code>loss = −q·e where e ≤ 0, (1 − q)·e elsewhere,   e = p − t</code>
/// averaged over rows and outputs, for the quantile q. At a prediction that is exact the derivative is 0, one of those between its two sides.
/// Source: Koenker and Bassett 1978, "Regression Quantiles".
/// </remarks>
public sealed record Pinball : PointwiseLoss
{
    /// <summary>The share of targets that the prediction is to lie above, above 0 and below 1; 0.5 is the median.</summary>
    public double Quantile { get; init => field = Check.Share(value); } = 0.5;

    /// <inheritdoc/>
    protected override (double Value, double Slope) At(double prediction, double target)
    {
        double error = prediction - target, slope = error > 0 ? 1 - Quantile : error < 0 ? -Quantile : error; // keeps NaN
        return (slope * error, slope);
    }
}
