using System.Globalization;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>What a first reading of a table has found: how many rows there are, and which classes and categories. A second one takes the rows.</summary>
/// <remarks>So that arrays have the right size from the start: a table is never in memory twice.</remarks>
public sealed class TableSurvey
{
    private const int MostClasses = 100_000;
    private const int MostCategories = 10_000;

    // What other programs write where a value is missing.
    private static readonly string[] _usualMarks = ["?", "-", ".", "NA", "N/A", "#N/A", "na", "n/a", "null", "NULL", "None", "none", "missing"];

    private readonly ITable _table;
    private readonly TableColumns _columns;
    private readonly int _target;
    private readonly int[] _features;
    private readonly Categories?[] _categories;
    private readonly Categories? _classes;

    private TableSurvey(ITable table, TableColumns columns)
    {
        (_table, _columns) = (table, columns);
        var places = table.Columns.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        _target = PlaceOf(columns.Target);
        _features = [.. columns.Features.Select(feature => PlaceOf(feature.Name))];
        _categories = [.. columns.Features.Select(feature => feature.IsCategorical ? new Categories() : null)];
        _classes = columns.Kind == TargetKind.Number ? null : new Categories();

        int PlaceOf(string name) => places.TryGetValue(name, out int place)
            ? place
            : throw new ArgumentException($"{table.Name} has no column {Shown.Quoted(name)}.", nameof(columns));
    }

    /// <summary>Rows of the table, at least 1.</summary>
    public int Rows { get; private set; }

    /// <summary>Names of the target's classes in their order; empty for a numeric target.</summary>
    public IReadOnlyList<string> Classes => _classes?.Names ?? [];

    /// <summary>Goes through a table once.</summary>
    /// <exception cref="InputException">A row is not as it must be; the message names file, line and column.</exception>
    public static TableSurvey Of(ITable table, TableColumns columns)
    {
        if (columns.Features.Count == 0)
            throw new InputException($"{table.Name}: there is no column beside the target \"{columns.Target}\". At least one feature is needed.");
        var survey = new TableSurvey(table, columns);
        survey.Survey();
        return survey;
    }

    /// <summary>Goes through the table again, and takes its rows.</summary>
    /// <exception cref="InputException">A value is not as it must be; the message names file, line and column.</exception>
    public Dataset Read()
    {
        int width = _features.Length;
        float[] values = Values(width), targets = _columns.Kind == TargetKind.Classes ? [] : new float[Rows];
        int[] classes = _columns.Kind == TargetKind.Classes ? new int[Rows] : [];
        using var rows = _table.Open();
        for (int row = 0; row < Rows; row++)
        {
            if (!rows.Read())
                throw Changed();
            for (int feature = 0; feature < width; feature++)
                values[(row * width) + feature] = Feature(rows, feature);
            if (_classes is null)
                targets[row] = AtLeast(_columns.LeastTarget, Number(rows, _target), rows);
            else if (_columns.Kind == TargetKind.Classes)
                classes[row] = Known(_classes, rows, _target);
            else
                targets[row] = Known(_classes, rows, _target);
        }
        if (rows.Read())
            throw Changed();
        string[] names = [.. _columns.Features.Select(feature => feature.Name)];
        IReadOnlyList<IReadOnlyList<string>?> categories = _categories.All(each => each is null) ? [] : [.. _categories.Select(each => each?.Names)];
        return _columns.Kind == TargetKind.Classes
            ? new Dataset(names, values, classes, Classes) { TargetName = _columns.Target, Categories = categories }
            : new Dataset(names, values, _columns.Kind, targets, Classes) { TargetName = _columns.Target, Categories = categories };
    }

    private void Survey()
    {
        int[] categorical = [.. Enumerable.Range(0, _features.Length).Where(feature => _categories[feature] is not null)];
        using var rows = _table.Open();
        for (; rows.Read(); Rows++)
        {
            if (Rows == Array.MaxLength)
                throw new InputException($"{_table.Name}: the table must have at most {Array.MaxLength} rows; it has more. Leave some out.");
            if (rows.Read(_target, out _) == FieldKind.Missing)
                throw Wrong(rows, _target, "the target is missing, and nothing can be learned from such a row. Fill it in, or leave the row out.");
            if (_classes is not null)
            {
                _classes.Add(rows.Text(_target));
                if (_classes.Count > MostClasses)
                {
                    throw new InputException(
                        $"{_table.Name}: the target {_columns.Target} must have at most {MostClasses} classes; it has more different values. If it is a number to predict, use a loss for numbers.");
                }
            }
            foreach (int feature in categorical)
            {
                if (rows.Read(_features[feature], out _) != FieldKind.Missing)
                    _categories[feature]!.Add(rows.Text(_features[feature]));
                if (_categories[feature]!.Count > MostCategories)
                {
                    throw new InputException(
                        $"{_table.Name}: the column {_columns.Features[feature].Name} must have at most {MostCategories} categories; it has more different values. " +
                        "Each would be an input of its own: leave the column out, or group its values.");
                }
            }
        }
        if (Rows == 0)
            throw new InputException($"{_table.Name}: the data file has a header but no rows.");
        // What missing values are filled with is a category, too.
        foreach (int feature in categorical.Where(feature => _columns.Features[feature].Missing.Kind == ImputationKind.Constant))
            _categories[feature]!.Add(_columns.Features[feature].Missing.Value);
        foreach (var categories in _categories.Append(_classes))
            categories?.PutInOrder();
    }

    private float[] Values(int width) => (long)Rows * width <= Array.MaxLength
        ? new float[Rows * width]
        : throw new InputException(
            $"{_table.Name}: {Rows} rows of {width} features are {(long)Rows * width} values; at most {Array.MaxLength} can be held. Leave rows or columns out.");

    private float Feature(ITableRows rows, int feature)
    {
        int column = _features[feature];
        if (_categories[feature] is not { } categories)
            return rows.Read(column, out double number) == FieldKind.Number && float.IsFinite((float)number) ? (float)number : MissingOr(rows, feature);
        return rows.Read(column, out _) == FieldKind.Missing ? MissingOr(rows, feature) : Known(categories, rows, column);
    }

    // The features' missing values are NaN until a fold fills them in.
    private float MissingOr(ITableRows rows, int feature)
    {
        int column = _features[feature];
        if (rows.Read(column, out _) != FieldKind.Missing)
            return Number(rows, column);
        return _columns.Features[feature].Missing.Kind != ImputationKind.Refuse
            ? float.NaN
            : throw Wrong(rows, column, "the value is missing. Say how to fill it in with data.missing, for example missing: " +
                $"{(_categories[feature] is null ? "mean" : "most_frequent")}, or leave the row out.");
    }

    private float Number(ITableRows rows, int column)
    {
        var kind = rows.Read(column, out double number);
        if (kind == FieldKind.Number && float.IsFinite((float)number))
            return (float)number;
        if (kind == FieldKind.Missing)
            throw Changed();
        string text = rows.Text(column).ToString();
        string advice = kind == FieldKind.Number || column == _target ? "Correct the row, or leave the column out of the file."
            : _usualMarks.Contains(text.Trim()) ? $"If it stands for a missing value, add missing_values: [{Shown.Quoted(text)}] to data."
            : "Correct the row; or, if texts are meant, add the column to data.categorical, or leave it out with data.columns.";
        throw Wrong(rows, column, $"the value must be a number between ±3.4e38; got {Shown.Quoted(text)}. {advice}");
    }

    private int Known(Categories categories, ITableRows rows, int column) =>
        categories.NumberOf(rows.Text(column)) is >= 0 and var number ? number : throw Changed();

    private float AtLeast(double least, float value, ITableRows rows) => value >= least
        ? value
        : throw Wrong(rows, _target, string.Create(
            CultureInfo.InvariantCulture, $"for this loss the target must be at least {least}; got {value}. Correct the row, or use another loss."));

    private InputException Wrong(ITableRows rows, int column, string message) =>
        new($"{_table.Name}, {rows.Place}, column {Shown.Plain(_table.Columns[column])}: {message}");

    private InputException Changed() => new($"{_table.Name}: the data file changed while it was read. Run the command again when nothing writes to it.");
}
