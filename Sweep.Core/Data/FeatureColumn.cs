namespace Sweep.Core.Data;

/// <summary>A column of a table that is learned from.</summary>
/// <param name="Name">Its name.</param>
public sealed record FeatureColumn(string Name)
{
    /// <summary>Whether its values are categories, texts or numbers that have no order, each of which becomes an input of its own.</summary>
    public bool IsCategorical { get; init; }

    /// <summary>How missing values are filled in.</summary>
    public Imputation Missing { get; init; } = Imputation.Refuse;
}
