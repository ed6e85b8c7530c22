namespace Sweep.Core.Parquet;

/// <summary>The values of a column of a row group, whatever its type.</summary>
internal static class RowValues
{
    /// <summary>Reads the column, and hands out the value of a row, or null if it has none.</summary>
    public static Func<int, object?> Of(ParquetReader reader, int column, int rowGroup)
    {
        return reader.Schema.Columns[column].Type switch
        {
            ParquetType.Bool => Boxed<bool>(),
            ParquetType.Int32 => Boxed<int>(),
            ParquetType.Int64 => Boxed<long>(),
            ParquetType.Float => Boxed<float>(),
            ParquetType.Double => Boxed<double>(),
            ParquetType.String => Boxed<string>(),
            ParquetType.Timestamp => Boxed<DateTime>(),
            ParquetType.Date => Boxed<DateOnly>(),
            _ => Boxed<byte[]>(),
        };

        Func<int, object?> Boxed<T>()
        {
            var (values, nulls) = reader.Read<T>(column, rowGroup);
            return row => nulls is not null && nulls[row] ? null : values[row];
        }
    }
}
