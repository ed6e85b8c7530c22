using System.Buffers;
using System.Text;
using Sweep.Core.Contracts;

namespace Sweep.Core.Parquet;

/// <summary>The columns of a Parquet file, in order.</summary>
public sealed class ParquetSchema
{
    /// <summary>A schema to write a file by.</summary>
    /// <param name="columns">
    /// At least one. Names are not empty, are valid Unicode, and differ by more than case, which DuckDB and Spark ignore.
    /// </param>
    /// <exception cref="ArgumentException">A name breaks these rules.</exception>
    public ParquetSchema(IEnumerable<ParquetColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = [.. columns];

        if (Columns.Count is < 1 or > FormatLimits.Columns)
            throw new ArgumentException(
                $"A schema has 1 to {FormatLimits.Columns} columns; got {Columns.Count}.", nameof(columns));

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in Columns)
        {
            if (string.IsNullOrEmpty(column.Name))
                throw new ArgumentException("A column name must not be empty.", nameof(columns));
            if (!IsUnicode(column.Name))
                throw new ArgumentException("A column name must not hold half a surrogate pair.", nameof(columns));
            if (!Enum.IsDefined(column.Type))
                throw new ArgumentException($"Column \"{column.Name}\" has no known type.", nameof(columns));
            if (!column.Type.IsWritten() || column is not { TimeUnit: ParquetTimeUnit.Microseconds, IsLocalTime: false })
                throw new ArgumentException(
                    $"Column \"{column.Name}\" is of type {TypeOf(column)}, which can only be read; timestamps are written in microseconds of UTC.", nameof(columns));
            if (!names.Add(column.Name))
                throw new ArgumentException(
                    $"Column names must differ, and not only in case; \"{column.Name}\" comes twice.", nameof(columns));
        }
    }

    private ParquetSchema(IReadOnlyList<ParquetColumn> columns) => Columns = columns;

    /// <summary>The columns, in the order in which they lie in the file.</summary>
    public IReadOnlyList<ParquetColumn> Columns { get; }

    /// <summary>The first column that is not the same in both, in words; null if all are.</summary>
    internal string? DifferenceFrom(ParquetSchema part)
    {
        for (int i = 0; i < Math.Max(Columns.Count, part.Columns.Count); i++)
        {
            var (here, there) = (Columns.ElementAtOrDefault(i), part.Columns.ElementAtOrDefault(i));
            if (here != there)
                return $"column {i} is {Words(here)} here and {Words(there)} in the part";
        }
        return null;
    }

    private static string Words(ParquetColumn? column) => column is null
        ? "missing"
        : $"{Shown.Quoted(column.Name)} ({TypeOf(column)}, {(column.Optional ? "optional" : "required")})";

    private static string TypeOf(ParquetColumn column) => column is { TimeUnit: ParquetTimeUnit.Microseconds, IsLocalTime: false }
        ? $"{column.Type}"
        : $"{column.Type} in {column.TimeUnit} of {(column.IsLocalTime ? "local time" : "UTC")}";

    /// <summary>The schema of somebody else's file, whose names follow somebody else's rules.</summary>
    internal static ParquetSchema OfFile(IReadOnlyList<ParquetColumn> columns) => new(columns);

    private static bool IsUnicode(string name)
    {
        var rest = name.AsSpan();
        while (Rune.DecodeFromUtf16(rest, out _, out int length) == OperationStatus.Done)
            rest = rest[length..];
        return rest.IsEmpty;
    }
}
