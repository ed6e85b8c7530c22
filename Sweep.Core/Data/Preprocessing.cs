using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>What is done to features and target before a network sees them. A fold fits it on its own training rows.</summary>
/// <remarks>Missing values are filled in first, then categories become inputs of 0 and 1, then numbers are scaled, filled-in ones included: scikit-learn's SimpleImputer, OneHotEncoder and StandardScaler, one after the other.</remarks>
public sealed record Preprocessing
{
    /// <summary>How features that are numbers are scaled.</summary>
    public Scaling Scaling { get; init; } = Scaling.Standardize;

    /// <summary>Whether a numeric target is brought to mean 0 and deviation 1.</summary>
    public bool ScalesTarget { get; init; }

    /// <summary>How missing values of each feature are filled in; where there are fewer than features, they are used in turn.</summary>
    public IReadOnlyList<Imputation> Missing { get; init; } = [];

    /// <summary>Whether each feature with missing values becomes one more input, which is 1 where its value is missing.</summary>
    public bool IndicatesMissing { get; init; }

    /// <summary>How rows of a data set lie when a network sees them.</summary>
    public Shape InputShape(Dataset data) => Encodes(data) && data.RowShape.Rank == 1 ? new Shape(RowEncoder.WidthOf(data, IndicatesMissing)) : data.RowShape;

    /// <summary>Fits it on the training rows of a fold.</summary>
    /// <exception cref="ArgumentException">Values are missing that nothing can be put in the place of.</exception>
    public Standardizer Fit(Dataset data, ReadOnlySpan<int> rows)
    {
        var encoder = Encodes(data) ? RowEncoder.Fit(data, rows, Missing, IndicatesMissing && data.RowShape.Rank == 1) : null;
        var features = Standardizer.Fit(Scaling, data, rows, encoder);
        return ScalesTarget ? features.WithTarget(data, rows) : features;
    }

    private static bool Encodes(Dataset data) => data.Categories.Count > 0 || data.Incomplete.Count > 0;
}
