using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Data;

/// <summary>Brings features to a common scale, as the rows it was fitted on have them.</summary>
/// <remarks>
/// A fold owns its standardizer, fitted on the training rows; it has never seen the others. Of sequences and images all steps and pixels
/// share the scale of a feature or channel.
/// </remarks>
public sealed class Standardizer
{
    private readonly float[] _mean;
    private readonly float[] _scale;
    private readonly RowEncoder? _encoder;

    private delegate ReadOnlySpan<float> RowOf(int row);

    private Standardizer(float[] mean, float[] scale, RowEncoder? encoder = null) => (_mean, _scale, _encoder) = (mean, scale, encoder);

    private Standardizer(Standardizer features, float targetMean, float targetScale)
        : this(features._mean, features._scale, features._encoder) => (TargetMean, TargetScale) = (targetMean, targetScale);

    /// <summary>The means that are taken off, one for each input: a feature, or a category of one.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>The factors 1/standard deviation, one for each input.</summary>
    public ReadOnlySpan<float> Scale => _scale;

    /// <summary>The mean that is taken off a numeric target.</summary>
    public float TargetMean { get; }

    /// <summary>The factor 1/standard deviation of a numeric target.</summary>
    public float TargetScale { get; } = 1;

    /// <summary>Whether a numeric target is brought to mean 0 and deviation 1, too.</summary>
    public bool ScalesTarget => TargetMean != 0 || TargetScale != 1;

    /// <summary>How missing values and categories become inputs before they are scaled, as a text that differs where it does; empty where there are none.</summary>
    internal string Encoding => $"{_encoder}";

    /// <summary>Leaves every feature as it is.</summary>
    public static Standardizer None(int features)
    {
        var scale = new float[features];
        scale.AsSpan().Fill(1);
        return new Standardizer(new float[features], scale);
    }

    /// <summary>Fits a kind of scaling on some rows of a data set.</summary>
    public static Standardizer Fit(Scaling scaling, Dataset data, ReadOnlySpan<int> rows) => Fit(scaling, data, rows, encoder: null);

    /// <summary>Fits a kind of scaling on some rows of a data set once they are encoded. Inputs of 0 and 1, as categories have, stay as they are.</summary>
    internal static Standardizer Fit(Scaling scaling, Dataset data, ReadOnlySpan<int> rows, RowEncoder? encoder)
    {
        int width = encoder?.Width ?? data.FeatureNames.Count;
        int groups = data.RowShape.Rank > 1 ? data.FeatureGroups : width;
        float[] mean = new float[width], scale = new float[width];
        if (scaling == Scaling.Standardize)
            FitStandard(InputsOf(data, encoder), rows, groups, mean, scale);
        else if (scaling == Scaling.MaxAbs)
            FitMaxAbs(data, encoder, rows, groups, scale);
        else
            scale.AsSpan().Fill(1);
        foreach (int flag in encoder?.Flags ?? [])
            (mean[flag], scale[flag]) = (0, 1);
        return new Standardizer(mean, scale, encoder);
    }

    /// <summary>Mean 0 and standard deviation 1, from some rows of a data set. Sums are in double, in the order of the rows.</summary>
    /// <remarks>
    /// The standard deviation is that of the population (divided by n), as in scikit-learn's StandardScaler; a constant feature is only
    /// centered.
    /// </remarks>
    public static Standardizer Fit(Dataset data, ReadOnlySpan<int> rows) => Fit(Scaling.Standardize, data, rows);

    /// <summary>A largest absolute value of 1, from some rows of a data set. What is 0 stays 0, so that sparse rows stay sparse.</summary>
    /// <remarks>As scikit-learn's MaxAbsScaler: a feature that is always 0 is left as it is.</remarks>
    public static Standardizer MaxAbs(Dataset data, ReadOnlySpan<int> rows) => Fit(Scaling.MaxAbs, data, rows);

    private static void FitMaxAbs(Dataset data, RowEncoder? encoder, ReadOnlySpan<int> rows, int groups, float[] scale)
    {
        var largest = new float[groups];
        var inputs = InputsOf(data, encoder);
        foreach (int row in rows)
        {
            if (data.IsSparse)
            {
                var places = data.SparseFeatures[row];
                for (int place = places.Start.Value; place < places.End.Value; place++)
                    Raise(ref largest[data.SparseFeatures.Columns[place]], data.SparseFeatures.Values[place]);
            }
            else
            {
                var values = inputs(row);
                for (int start = 0; start < values.Length; start += groups)
                {
                    for (int group = 0; group < groups; group++)
                        Raise(ref largest[group], values[start + group]);
                }
            }
        }
        for (int column = 0; column < scale.Length; column++)
            scale[column] = largest[column % groups] > 0 ? 1 / largest[column % groups] : 1;

        static void Raise(ref float largest, float value) => largest = Math.Max(largest, Math.Abs(value));
    }

    private static void FitStandard(RowOf inputs, ReadOnlySpan<int> rows, int groups, float[] shift, float[] scale)
    {
        double[] mean = new double[groups], variance = new double[groups];
        double count = (double)rows.Length * (shift.Length / groups);
        foreach (int row in rows)
        {
            var values = inputs(row);
            for (int start = 0; start < values.Length; start += groups)
            {
                for (int group = 0; group < groups; group++)
                    mean[group] += values[start + group];
            }
        }
        for (int group = 0; group < groups; group++)
            mean[group] /= count;
        foreach (int row in rows)
        {
            var values = inputs(row);
            for (int start = 0; start < values.Length; start += groups)
            {
                for (int group = 0; group < groups; group++)
                {
                    double difference = values[start + group] - mean[group];
                    variance[group] += difference * difference;
                }
            }
        }

        for (int column = 0; column < shift.Length; column++)
        {
            int group = column % groups;
            double deviation = Math.Sqrt(variance[group] / count);
            shift[column] = (float)mean[group];
            // Below this the deviation is rounding of equal values, not spread.
            scale[column] = deviation > 1e-12 * Math.Abs(mean[group]) ? (float)(1 / deviation) : 1;
        }
    }

    // The rows as they are scaled. Each is good until the next.
    private static RowOf InputsOf(Dataset data, RowEncoder? encoder)
    {
        if (encoder is null)
            return row => data.Features[row];
        var inputs = new float[encoder.Width];
        return row =>
        {
            encoder.Apply(data.Features[row], inputs);
            return inputs;
        };
    }

    /// <summary>The same for the features, and a numeric target brought to mean 0 and deviation 1 as some rows have it.</summary>
    public Standardizer WithTarget(Dataset data, ReadOnlySpan<int> rows)
    {
        if (data.Target != TargetKind.Number)
            throw new ArgumentException("Only a number can be scaled, and the target is a class.", nameof(data));
        float[] mean = new float[1], scale = new float[1];
        FitStandard(row => data.Targets[row], rows, groups: 1, mean, scale);
        return new Standardizer(this, mean[0], scale[0]);
    }

    /// <summary>Writes targets, scaled where they are.</summary>
    public void ApplyToTarget(ReadOnlySpan<float> target, Span<float> result)
    {
        target.CopyTo(result);
        if (!ScalesTarget)
            return;
        foreach (ref float value in result)
            value = (value - TargetMean) * TargetScale;
    }

    /// <summary>Brings scaled targets, or predictions of them, back to the target's own units, in place.</summary>
    public void UndoOnTarget(Span<float> values)
    {
        if (!ScalesTarget)
            return;
        foreach (ref float value in values)
            value = (float)((double)value / TargetScale + TargetMean);
    }

    /// <summary>Writes a standardized row: missing values filled in and categories one-hot, where the data have such.</summary>
    /// <param name="row">The features. Not a number: missing.</param>
    /// <param name="result">Receives the inputs of a network.</param>
    public void Apply(ReadOnlySpan<float> row, Span<float> result)
    {
        _encoder?.Apply(row, result);
        Elementwise.Standardize(_encoder is null ? row : result, _mean, _scale, result);
    }
}
