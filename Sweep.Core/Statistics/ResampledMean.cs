using MathNet.Numerics.Distributions;
using Sweep.Core.Contracts;

namespace Sweep.Core.Statistics;

/// <summary>The mean of scores from overlapping training sets (folds, repeats), with an interval that knows they overlap.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The spread of single scores (divided by n − 1); NaN for a single one.</param>
/// <param name="Count">The number of scores.</param>
public sealed record ResampledMean(double Mean, double StandardDeviation, int Count)
{
    /// <summary>Summarizes scores, at least one.</summary>
    public static ResampledMean Of(IReadOnlyList<double> scores)
    {
        int count = Check.AtLeast(1, scores.Count, nameof(scores));
        if (count == 1)
            return new ResampledMean(scores[0], double.NaN, 1);

        // Summed in the order of size: settings with the same scores on different folds tie exactly.
        double[] ordered = [.. scores];
        Array.Sort(ordered);
        double sum = 0, squares = 0;
        foreach (double score in ordered)
            sum += score;
        double mean = sum / count;
        foreach (double score in ordered)
            squares += (score - mean) * (score - mean);
        return new ResampledMean(mean, Math.Sqrt(squares / (count - 1)), count);
    }

    /// <summary>The interval in which the mean over all possible training sets of this size lies.</summary>
    /// <param name="validationShare">Validation rows divided by training rows of a fold: 1/(k − 1) for k folds.</param>
    /// <param name="confidence">Confidence of the interval, in (0, 1).</param>
    /// <remarks>
    /// <code>mean ± t(1 − α/2, J − 1) · √((1/J + validationShare) · s²)</code>
    /// Two folds share most of their training rows, so their scores vary together and s²/J is too small a variance. Source:
    /// Nadeau and Bengio 2003, "Inference for the generalization error", the variance of the corrected resampled t-test.
    /// </remarks>
    public Interval Interval(double validationShare, double confidence = 0.95)
    {
        if (Count == 1)
            return new Interval(double.NaN, double.NaN);

        double quantile = StudentT.InvCDF(0, 1, Count - 1, 1 - (1 - confidence) / 2);
        double half = quantile * Math.Sqrt(1.0 / Count + validationShare) * StandardDeviation;
        return new Interval(Mean - half, Mean + half);
    }
}
