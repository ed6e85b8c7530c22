using Sweep.Core.Numerics;

namespace Sweep.Core.Data;

/// <summary>Brings each feature to mean 0 and standard deviation 1, as the rows it was fitted on have them.</summary>
/// <remarks>
/// A fold owns its standardizer, fitted on the training rows; it has never seen the others. The standard deviation is that of
/// the population (divided by n), as in scikit-learn's StandardScaler; a constant feature is only centered.
/// </remarks>
public sealed class Standardizer
{
    private readonly float[] _mean;
    private readonly float[] _scale;

    private Standardizer(float[] mean, float[] scale) => (_mean, _scale) = (mean, scale);

    /// <summary>The means that are taken off, one for each feature.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>The factors 1/standard deviation, one for each feature.</summary>
    public ReadOnlySpan<float> Scale => _scale;

    /// <summary>Leaves every feature as it is.</summary>
    public static Standardizer None(int features)
    {
        var scale = new float[features];
        scale.AsSpan().Fill(1);
        return new Standardizer(new float[features], scale);
    }

    /// <summary>Fits on some rows of a data set. Sums are in double, in the order of the rows.</summary>
    public static Standardizer Fit(Dataset data, ReadOnlySpan<int> rows)
    {
        int features = data.Features.Columns;
        double[] mean = new double[features], variance = new double[features];
        foreach (int row in rows)
        {
            var values = data.Features[row];
            for (int feature = 0; feature < features; feature++)
                mean[feature] += values[feature];
        }
        for (int feature = 0; feature < features; feature++)
            mean[feature] /= rows.Length;
        foreach (int row in rows)
        {
            var values = data.Features[row];
            for (int feature = 0; feature < features; feature++)
            {
                double difference = values[feature] - mean[feature];
                variance[feature] += difference * difference;
            }
        }

        var scale = new float[features];
        for (int feature = 0; feature < features; feature++)
        {
            double deviation = Math.Sqrt(variance[feature] / rows.Length);
            // Below this the deviation is rounding of equal values, not spread.
            scale[feature] = deviation > 1e-12 * Math.Abs(mean[feature]) ? (float)(1 / deviation) : 1;
        }
        return new Standardizer(Array.ConvertAll(mean, value => (float)value), scale);
    }

    /// <summary>Writes a standardized row.</summary>
    public void Apply(ReadOnlySpan<float> row, Span<float> result) => Elementwise.Standardize(row, _mean, _scale, result);
}
