using System.Globalization;
using Sweep.Core.Parquet;

namespace Sweep.Core.Data;

/// <summary>A column of one row group of a Parquet file, as a table has it.</summary>
internal abstract class ParquetField
{
    /// <summary>Reads a column.</summary>
    /// <exception cref="ParquetException">It cannot be read, or its type is none that can be learned from.</exception>
    public static ParquetField Of(ParquetReader reader, int column, int group)
    {
        var invariant = CultureInfo.InvariantCulture;
        return reader.Schema.Columns[column].Type switch
        {
            ParquetType.Bool => Numbers<bool>(value => value ? 1 : 0, value => value ? "1" : "0"),
            ParquetType.Int32 => Numbers<int>(value => value, value => value.ToString(invariant)),
            ParquetType.Int64 => Numbers<long>(value => value, value => value.ToString(invariant)),
            ParquetType.Float => Numbers<float>(value => value, value => value.ToString(invariant)),
            ParquetType.Double => Numbers<double>(value => value, value => value.ToString(invariant)),
            ParquetType.String => new TypedParquetField<string>(reader.Read<string>(column, group), null, value => value),
            ParquetType.Date => new TypedParquetField<DateOnly>(reader.Read<DateOnly>(column, group), null, value => value.ToString("O", invariant)),
            ParquetType.Timestamp => new TypedParquetField<DateTime>(reader.Read<DateTime>(column, group), null, value => value.ToString("O", invariant)),
            _ => throw new ParquetException(
                $"column '{reader.Schema.Columns[column].Name}': only numbers, texts, days and moments can be learned from. Name the columns that are meant in data.columns"),
        };

        TypedParquetField<T> Numbers<T>(Func<T, double> number, Func<T, string> text) => new(reader.Read<T>(column, group), number, text);
    }

    /// <summary>What a row of the group has, and its number where it is one.</summary>
    public abstract FieldKind Read(int row, out double number);

    /// <summary>What a row of the group has, as a text.</summary>
    public abstract string Text(int row);
}
