using System.Globalization;

namespace Sweep.Core.Data;

/// <summary>Finds what takes the place of missing values.</summary>
internal static class Imputed
{
    /// <summary>What missing values of a feature become, by some rows of a data set. Of sequences and images all steps and pixels of a feature or channel are taken together.</summary>
    /// <exception cref="ArgumentException">None of the rows has a value, or the feature can't be filled in so.</exception>
    public static float Of(Dataset data, int feature, ReadOnlySpan<int> rows, Imputation missing)
    {
        string name = data.FeatureNames[feature];
        var categories = data.CategoriesOf(feature);
        if (missing.Kind == ImputationKind.Refuse)
            throw new ArgumentException($"The feature {name} has missing values, and nothing says how to fill them in.", nameof(missing));
        if (missing.Kind == ImputationKind.Constant)
            return categories is null ? float.Parse(missing.Value, NumberStyles.Float, CultureInfo.InvariantCulture) : categories.Index().Single(each => each.Item == missing.Value).Index;
        if (categories is not null && missing.Kind != ImputationKind.MostFrequent)
            throw new ArgumentException($"The feature {name} has categories, which have no mean and no median.", nameof(missing));

        float[] values = Present(data, feature, rows);
        if (values.Length == 0)
        {
            throw new ArgumentException(
                $"Of the {rows.Length} training rows of a fold none has a value of {name} to fill missing ones in from. Use a constant, or leave the column out.", nameof(rows));
        }
        return missing.Kind switch
        {
            ImputationKind.Mean => Mean(values),
            ImputationKind.Median => Median(values),
            _ => MostFrequent(values),
        };
    }

    private static float[] Present(Dataset data, int feature, ReadOnlySpan<int> rows)
    {
        int groups = data.FeatureGroups;
        var values = new List<float>(rows.Length);
        foreach (int row in rows)
        {
            var features = data.Features[row];
            for (int member = feature % groups; member < features.Length; member += groups)
            {
                if (!float.IsNaN(features[member]))
                    values.Add(features[member]);
            }
        }
        return [.. values];
    }

    private static float Mean(float[] values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return (float)(sum / values.Length);
    }

    private static float Median(float[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (float)(((double)values[middle - 1] + values[middle]) / 2);
    }

    private static float MostFrequent(float[] values)
    {
        Array.Sort(values);
        int best = 0, longest = 0;
        for (int start = 0, end; start < values.Length; start = end)
        {
            for (end = start + 1; end < values.Length && values[end] == values[start]; end++)
            {
            }
            if (end - start > longest)
                (best, longest) = (start, end - start);
        }
        return values[best];
    }
}
