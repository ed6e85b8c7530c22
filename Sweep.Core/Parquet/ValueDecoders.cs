namespace Sweep.Core.Parquet;

/// <summary>Finds the decoder for a column.</summary>
internal static class ValueDecoders
{
    /// <summary>The decoder of a column type to a .NET type; null if it does not hold such values.</summary>
    public static ValueDecoder<T>? For<T>(ParquetType type)
    {
        object decoder = type switch
        {
            ParquetType.Bool => new BoolDecoder(),
            ParquetType.Int32 => new NumberDecoder<int>(),
            ParquetType.Int64 => new NumberDecoder<long>(),
            ParquetType.Float => new NumberDecoder<float>(),
            ParquetType.Double => new NumberDecoder<double>(),
            ParquetType.String => new StringDecoder(),
            ParquetType.Timestamp when typeof(T) == typeof(long) => new NumberDecoder<long>(),
            ParquetType.Timestamp => new TimestampDecoder(),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such column type."),
        };
        return decoder as ValueDecoder<T>;
    }
}
