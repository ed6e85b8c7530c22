using MathNet.Numerics.Distributions;
using Sweep.Core.Contracts;

namespace Sweep.Core.Statistics;

/// <summary>The mean of scores from overlapping training sets (folds, repeats), with an interval that knows they overlap.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The spread of single scores (divided by n − 1); NaN for a single one.</param>
/// <param name="Count">The number of scores.</param>
/// <param name="Low">Lower end of the interval; NaN for a single score.</param>
/// <param name="High">Upper end of the interval; NaN for a single score.</param>
public sealed record ResampledMean(double Mean, double StandardDeviation, int Count, double Low, double High)
{
    /// <summary>Summarizes scores.</summary>
    /// <param name="scores">One score for each fold of each repeat; at least one.</param>
    /// <param name="validationShare">Validation rows divided by training rows of a fold: 1/(k − 1) for k folds.</param>
    /// <param name="confidence">Confidence of the interval, in (0, 1).</param>
    /// <remarks>
    /// <code>mean ± t(1 − α/2, J − 1) · √((1/J + validationShare) · s²)</code>
    /// Two folds share most of their training rows, so their scores vary together and s²/J is too small a variance. Source:
    /// Nadeau and Bengio 2003, "Inference for the generalization error", section 3.
    /// </remarks>
    public static ResampledMean Of(IReadOnlyList<double> scores, double validationShare, double confidence = 0.95)
    {
        int count = Check.AtLeast(1, scores.Count, nameof(scores));
        // Summed in the order of size: settings with the same scores on different folds tie exactly.
        double mean = scores.Order().Sum() / count;
        if (count == 1)
            return new ResampledMean(mean, double.NaN, 1, double.NaN, double.NaN);

        double variance = scores.Sum(score => (score - mean) * (score - mean)) / (count - 1);
        double quantile = StudentT.InvCDF(0, 1, count - 1, 1 - (1 - confidence) / 2);
        double half = quantile * Math.Sqrt((1.0 / count + validationShare) * variance);
        return new ResampledMean(mean, Math.Sqrt(variance), count, mean - half, mean + half);
    }

    /// <summary>The same, with the interval cut at the bounds of what is measured: no accuracy is above 1.</summary>
    public ResampledMean Within(double low, double high) => this with { Low = Math.Max(low, Low), High = Math.Min(high, High) };
}
