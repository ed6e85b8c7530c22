using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Runner.Studies;

/// <summary>Reads what is done about missing values: the key "missing" of the section "data".</summary>
internal sealed class MissingReader
{
    private const string Known = "refuse, mean, median, most_frequent, or { constant: … }";

    private readonly Imputation _numbers = Imputation.Refuse;
    private readonly Imputation _categories = Imputation.Refuse;
    private readonly Dictionary<string, StudyNode> _columns = new(StringComparer.Ordinal);

    /// <summary>Reads the key, which may be missing.</summary>
    public MissingReader(StudyNode? node)
    {
        if (node is null)
            return;
        if (node.IsScalar || node.HasKey("constant"))
        {
            _numbers = Read(node);
            // Categories have no mean: what is said for numbers says nothing about them.
            if (_numbers.Kind is ImputationKind.MostFrequent or ImputationKind.Constant)
                _categories = _numbers;
            return;
        }
        var section = node.Section("numbers", "categories", "columns");
        if (section.Find("numbers") is { } numbers)
            _numbers = Read(numbers);
        if (section.Find("categories") is { } categories)
            _categories = ForCategories(Read(categories), categories);
        if (section.Find("columns")?.AnySection() is { } columns)
        {
            foreach (string name in columns.Keys)
                _columns.Add(name, columns.Get(name));
        }
    }

    /// <summary>Whether any missing value is filled in.</summary>
    public bool IsUsed => _columns.Count > 0 || _numbers != Imputation.Refuse || _categories != Imputation.Refuse;

    /// <summary>The columns that are named, and where.</summary>
    public IReadOnlyDictionary<string, StudyNode> Columns => _columns;

    /// <summary>How missing values of a column are filled in.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="isCategorical">Whether it has categories.</param>
    public Imputation Of(string column, bool isCategorical)
    {
        if (!_columns.TryGetValue(column, out var node))
            return isCategorical ? _categories : _numbers;
        return isCategorical ? ForCategories(Read(node), node) : ForNumbers(Read(node), node);
    }

    /// <summary>Makes sure that what is said for all columns that are numbers fits them.</summary>
    public void RequireNumber(StudyNode node) => ForNumbers(_numbers, node);

    private static Imputation Read(StudyNode node)
    {
        if (!node.IsScalar)
            return new Imputation(ImputationKind.Constant, node.Section("constant").Get("constant").Text());
        return node.Text() switch
        {
            "refuse" => Imputation.Refuse,
            "mean" => new Imputation(ImputationKind.Mean),
            "median" => new Imputation(ImputationKind.Median),
            "most_frequent" => new Imputation(ImputationKind.MostFrequent),
            var other => throw node.Error($"there is no way to fill in missing values named {Shown.Quoted(other)}.{Nearest.Hint(other, ["refuse", "mean", "median", "most_frequent"])} Use {Known}."),
        };
    }

    private static Imputation ForCategories(Imputation missing, StudyNode node) => missing.Kind is not (ImputationKind.Mean or ImputationKind.Median)
        ? missing
        : throw node.Error("categories have no mean and no median. Use most_frequent, or { constant: … } with a category.");

    private static Imputation ForNumbers(Imputation missing, StudyNode node) =>
        missing.Kind != ImputationKind.Constant
        || (double.TryParse(missing.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && float.IsFinite((float)number))
            ? missing
            : throw node.Error($"the constant for numbers must be a number between ±3.4e38; got {Shown.Quoted(missing.Value)}. Give categories a constant of their own: {{ numbers: …, categories: … }}.");
}
