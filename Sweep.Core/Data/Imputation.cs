namespace Sweep.Core.Data;

/// <summary>How missing values of a column are filled in. What is fitted is fitted on the training rows of a fold.</summary>
/// <remarks>The strategies of scikit-learn's SimpleImputer.</remarks>
/// <param name="Kind">What takes their place.</param>
/// <param name="Value">Where it is a constant, the value: a number, or a category's name. Otherwise empty.</param>
public sealed record Imputation(ImputationKind Kind, string Value = "")
{
    /// <summary>Refuses them.</summary>
    public static readonly Imputation Refuse = new(ImputationKind.Refuse);
}
