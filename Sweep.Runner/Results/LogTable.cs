using Sweep.Core.Parquet;

namespace Sweep.Runner.Results;

/// <summary>The columns of one file of the result log, declared in one place: file, documentation and digest follow from it.</summary>
/// <typeparam name="TRow">What a row is made from.</typeparam>
internal sealed class LogTable<TRow>
{
    private readonly List<LogColumn<TRow>> _columns = [];

    /// <summary>Opens a table without columns.</summary>
    /// <param name="name">The file's name without its extension.</param>
    /// <param name="keys">The columns that tell rows apart.</param>
    public LogTable(string name, params string[] keys) => (Name, Keys) = (name, keys);

    /// <summary>The file's name without its extension.</summary>
    public string Name { get; }

    /// <summary>The file's name.</summary>
    public string FileName => Name + ".parquet";

    /// <summary>The columns that tell rows apart.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<LogColumn<TRow>> Columns => _columns;

    /// <summary>Adds a column of whole numbers.</summary>
    public LogTable<TRow> Integer(string name, string meaning, Func<TRow, long> value, bool measured = false) =>
        Add<long>(name, ParquetType.Int64, meaning, (column, row) => column.Add(value(row)), measured: measured);

    /// <summary>Adds a column of whole numbers, some of them absent.</summary>
    public LogTable<TRow> IntegerOrNone(string name, string meaning, Func<TRow, long?> value) =>
        Add<long>(name, ParquetType.Int64, meaning, (column, row) => AddOrNull(column, value(row)), optional: true);

    /// <summary>Adds a column of numbers.</summary>
    public LogTable<TRow> Number(string name, string meaning, Func<TRow, double> value, bool measured = false) =>
        Add<double>(name, ParquetType.Double, meaning, (column, row) => column.Add(value(row)), measured: measured);

    /// <summary>Adds a column of numbers, some of them absent.</summary>
    public LogTable<TRow> NumberOrNone(string name, string meaning, Func<TRow, double?> value) =>
        Add<double>(name, ParquetType.Double, meaning, (column, row) => AddOrNull(column, value(row)), optional: true);

    /// <summary>Adds a column of flags, some of them absent.</summary>
    public LogTable<TRow> FlagOrNone(string name, string meaning, Func<TRow, bool?> value) =>
        Add<bool>(name, ParquetType.Bool, meaning, (column, row) => AddOrNull(column, value(row)), optional: true);

    /// <summary>Adds a column of text.</summary>
    public LogTable<TRow> Text(string name, string meaning, Func<TRow, string> value) =>
        Add<string>(name, ParquetType.String, meaning, (column, row) => column.Add(value(row)));

    /// <summary>Adds a column of text, some of it absent.</summary>
    public LogTable<TRow> TextOrNone(string name, string meaning, Func<TRow, string?> value, bool measured = false) =>
        Add<string>(
            name,
            ParquetType.String,
            meaning,
            (column, row) =>
            {
                if (value(row) is { } text)
                    column.Add(text);
                else
                    column.AddNull();
            },
            optional: true,
            measured: measured);

    private LogTable<TRow> Add<T>(
        string name, ParquetType type, string meaning, Action<ColumnWriter<T>, TRow> write, bool optional = false, bool measured = false)
    {
        _columns.Add(new LogColumn<TRow>(new ParquetColumn(name, type, optional), meaning, measured, file =>
        {
            var column = file.Column<T>(name);
            return row => write(column, row);
        }));
        return this;
    }

    private static void AddOrNull<T>(ColumnWriter<T> column, T? value)
        where T : struct
    {
        if (value is { } present)
            column.Add(present);
        else
            column.AddNull();
    }
}
