using System.Globalization;
using CsvHelper;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A file of comma-separated values (RFC 4180) with one header line: a name for each column.</summary>
/// <remarks>Nothing is repaired: an empty field, text where a number belongs, or a row of another length is refused by its line.</remarks>
public sealed class CsvFile
{
    private const int RowsLookedAt = 3;

    private static readonly CsvReaderOptions _format = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private readonly byte[] _bytes;
    private readonly string _name;

    private CsvFile(byte[] bytes, string name, IReadOnlyList<string> columns) => (_bytes, _name, Columns) = (bytes, name, columns);

    /// <summary>The columns in the order of the header.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The bytes of the file, by which a study knows its data again.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads a file and checks its header.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It cannot be read, is empty, or its header is not one.</exception>
    public static CsvFile Open(string path, string name)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{name}: the data file cannot be read. {Shown.Sentence(error.Message)}", error);
        }

        using var reader = CsvReader.Create(bytes, _format);
        string[] header = Guard(name, () => reader.Headers.ToArray());
        if (header.Length == 0)
            throw new InputException($"{name}: the data file is empty. It needs a header line with column names, then rows.");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int column = 0; column < header.Length; column++)
        {
            if (header[column].Length == 0)
                throw new InputException($"{name}, line 1: column {column + 1} has no name. Every column needs one.");
            if (!seen.Add(header[column]))
                throw new InputException($"{name}, line 1: two columns are named {Shown.Quoted(header[column])}. Names must differ.");
        }
        return new CsvFile(bytes, name, header);
    }

    /// <summary>Reads all rows: one column is the target, others are numeric features.</summary>
    /// <param name="target">The target's column; it must be one of <see cref="Columns"/>.</param>
    /// <param name="kind">What kind of target it is.</param>
    /// <param name="features">The features' columns in their order, each one of <see cref="Columns"/>; null: all but the target.</param>
    /// <param name="leastTarget">The least number that a target can be.</param>
    /// <exception cref="InputException">A row is not as it must be; the message names file, line and column.</exception>
    public Dataset Read(string target, TargetKind kind, IReadOnlyList<string>? features = null, double leastTarget = double.NegativeInfinity)
    {
        int targetColumn = ColumnOf(target);
        string[] names = [.. features ?? Columns.Where(column => column != target)];
        if (names.Length == 0)
            throw new InputException($"{_name}: there is no column beside the target \"{target}\". At least one feature is needed.");
        int[] featureColumns = Array.ConvertAll(names, ColumnOf);

        var values = new List<float>();
        var labels = new List<string>();
        var numbers = new List<float>();
        using var reader = CsvReader.Create(_bytes, _format);
        while (Guard(_name, reader.Read))
        {
            if (reader.FieldCount != Columns.Count)
            {
                throw new InputException(
                    $"{_name}, line {reader.LineNumber}: a row must have {Columns.Count} fields, as the header; got {reader.FieldCount}.");
            }

            foreach (int column in featureColumns)
                values.Add(Number(reader, Filled(reader, column)));
            if (kind == TargetKind.Number)
                numbers.Add(AtLeast(leastTarget, Number(reader, Filled(reader, targetColumn)), reader, targetColumn));
            else
                labels.Add(reader.GetString(Filled(reader, targetColumn)));
        }

        if (values.Count == 0)
            throw new InputException($"{_name}: the data file has a header but no rows.");
        if (kind == TargetKind.Number)
            return new Dataset(names, [.. values], kind, [.. numbers], []);

        string[] classes = Classes(labels);
        return new Dataset(names, [.. values], kind, Targets(labels, classes, kind), classes);
    }

    /// <summary>The first value of a column that seems to hold texts, as its first rows do; null where one of them is a number.</summary>
    /// <param name="column">One of <see cref="Columns"/>.</param>
    public string? TextIn(string column)
    {
        int at = ColumnOf(column), rows = 0;
        string? first = null;
        using var reader = CsvReader.Create(_bytes, _format);
        for (; rows < RowsLookedAt && Guard(_name, reader.Read); rows++)
        {
            if (reader.FieldCount != Columns.Count || reader.IsEmpty(at) || double.TryParse(reader.GetSpan(at), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                return null;
            first ??= reader.GetString(at);
        }
        return first;
    }

    private int ColumnOf(string name)
    {
        int column = Columns.ToList().IndexOf(name);
        return column >= 0 ? column : throw new ArgumentException($"{_name} has no column {Shown.Quoted(name)}.", nameof(name));
    }

    private int Filled(CsvReader reader, int column) => !reader.IsEmpty(column)
        ? column
        : throw new InputException(
            $"{_name}, line {reader.LineNumber}, column {Columns[column]}: the field is empty. " +
            "Missing values are not supported: fill them in or leave the row out.");

    private float Number(CsvReader reader, int column)
    {
        if (double.TryParse(reader.GetSpan(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && float.IsFinite((float)value))
            return (float)value;
        throw new InputException(
            $"{_name}, line {reader.LineNumber}, column {Columns[column]}: the value must be a number between ±3.4e38; " +
            $"got {Shown.Quoted(reader.GetString(column))}. Correct the row, or leave the column out of the file.");
    }

    private float AtLeast(double least, float value, CsvReader reader, int column) => value >= least
        ? value
        : throw new InputException(string.Create(
            CultureInfo.InvariantCulture,
            $"{_name}, line {reader.LineNumber}, column {Columns[column]}: for this loss the target must be at least {least}; got {value}. Correct the row, or use another loss."));

    // Numbers in their order, so that class 10 comes after class 9; otherwise by code point.
    private static string[] Classes(List<string> labels)
    {
        var distinct = labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var values = new double[distinct.Length];
        for (int i = 0; i < distinct.Length; i++)
        {
            if (!double.TryParse(distinct[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                return distinct;
        }
        Array.Sort(values, distinct);
        return distinct;
    }

    private static float[] Targets(List<string> labels, string[] classes, TargetKind kind)
    {
        var number = classes.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        int columns = kind == TargetKind.Classes ? classes.Length : 1;
        var targets = new float[checked(labels.Count * columns)];
        for (int row = 0; row < labels.Count; row++)
        {
            if (kind == TargetKind.Classes)
                targets[row * columns + number[labels[row]]] = 1;
            else
                targets[row] = number[labels[row]];
        }
        return targets;
    }

    private static T Guard<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException error)
        {
            throw new InputException(
                $"{name}, line {error.LineNumber}: the quotes do not match up. A field in quotes ends with a quote, then a comma; " +
                "a quote inside it is written twice.", error);
        }
    }
}
