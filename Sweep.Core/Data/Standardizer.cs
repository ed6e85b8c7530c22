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

    private Standardizer(float[] mean, float[] scale) => (_mean, _scale) = (mean, scale);

    private Standardizer(Standardizer features, float targetMean, float targetScale)
        : this(features._mean, features._scale) => (TargetMean, TargetScale) = (targetMean, targetScale);

    /// <summary>The means that are taken off, one for each feature.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>The factors 1/standard deviation, one for each feature.</summary>
    public ReadOnlySpan<float> Scale => _scale;

    /// <summary>The mean that is taken off a numeric target.</summary>
    public float TargetMean { get; }

    /// <summary>The factor 1/standard deviation of a numeric target.</summary>
    public float TargetScale { get; } = 1;

    /// <summary>Whether a numeric target is brought to mean 0 and deviation 1, too.</summary>
    public bool ScalesTarget => TargetMean != 0 || TargetScale != 1;

    /// <summary>Leaves every feature as it is.</summary>
    public static Standardizer None(int features)
    {
        var scale = new float[features];
        scale.AsSpan().Fill(1);
        return new Standardizer(new float[features], scale);
    }

    /// <summary>Fits a kind of scaling on some rows of a data set.</summary>
    public static Standardizer Fit(Scaling scaling, Dataset data, ReadOnlySpan<int> rows) => scaling switch
    {
        Scaling.Standardize => Fit(data, rows),
        Scaling.MaxAbs => MaxAbs(data, rows),
        _ => None(data.FeatureNames.Count),
    };

    /// <summary>Mean 0 and standard deviation 1, from some rows of a data set. Sums are in double, in the order of the rows.</summary>
    /// <remarks>
    /// The standard deviation is that of the population (divided by n), as in scikit-learn's StandardScaler; a constant feature is only
    /// centered.
    /// </remarks>
    public static Standardizer Fit(Dataset data, ReadOnlySpan<int> rows) => Fit(data.Features, rows, GroupsOf(data));

    /// <summary>A largest absolute value of 1, from some rows of a data set. What is 0 stays 0, so that sparse rows stay sparse.</summary>
    /// <remarks>As scikit-learn's MaxAbsScaler: a feature that is always 0 is left as it is.</remarks>
    public static Standardizer MaxAbs(Dataset data, ReadOnlySpan<int> rows)
    {
        int groups = GroupsOf(data), features = data.FeatureNames.Count;
        var largest = new float[groups];
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
                for (int feature = 0; feature < features; feature++)
                    Raise(ref largest[feature % groups], data.Features[row][feature]);
            }
        }
        var scale = new float[features];
        for (int feature = 0; feature < features; feature++)
            scale[feature] = largest[feature % groups] > 0 ? 1 / largest[feature % groups] : 1;
        return new Standardizer(new float[features], scale);

        static void Raise(ref float largest, float value) => largest = Math.Max(largest, Math.Abs(value));
    }

    private static Standardizer Fit(ReadOnlyMatrixSpan values, ReadOnlySpan<int> rows, int groups)
    {
        double[] mean = new double[groups], variance = new double[groups];
        double count = (double)rows.Length * (values.Columns / groups);
        foreach (int row in rows)
        {
            for (int column = 0; column < values.Columns; column++)
                mean[column % groups] += values[row][column];
        }
        for (int group = 0; group < groups; group++)
            mean[group] /= count;
        foreach (int row in rows)
        {
            for (int column = 0; column < values.Columns; column++)
            {
                double difference = values[row][column] - mean[column % groups];
                variance[column % groups] += difference * difference;
            }
        }

        float[] shift = new float[values.Columns], scale = new float[values.Columns];
        for (int column = 0; column < values.Columns; column++)
        {
            int group = column % groups;
            double deviation = Math.Sqrt(variance[group] / count);
            shift[column] = (float)mean[group];
            // Below this the deviation is rounding of equal values, not spread.
            scale[column] = deviation > 1e-12 * Math.Abs(mean[group]) ? (float)(1 / deviation) : 1;
        }
        return new Standardizer(shift, scale);
    }

    private static int GroupsOf(Dataset data) => data.RowShape.Rank > 1 ? data.RowShape.Last : data.FeatureNames.Count;

    /// <summary>The same for the features, and a numeric target brought to mean 0 and deviation 1 as some rows have it.</summary>
    public Standardizer WithTarget(Dataset data, ReadOnlySpan<int> rows)
    {
        if (data.Target != TargetKind.Number)
            throw new ArgumentException("Only a number can be scaled, and the target is a class.", nameof(data));
        var target = Fit(data.Targets, rows, groups: 1);
        return new Standardizer(this, target._mean[0], target._scale[0]);
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

    /// <summary>Writes a standardized row.</summary>
    public void Apply(ReadOnlySpan<float> row, Span<float> result) => Elementwise.Standardize(row, _mean, _scale, result);
}
