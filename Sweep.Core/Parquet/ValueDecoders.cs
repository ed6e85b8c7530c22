using System.Text;

namespace Sweep.Core.Parquet;

/// <summary>Finds the decoder for a column.</summary>
internal static class ValueDecoders
{
    private static readonly UTF8Encoding _strictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The decoder of a column to a .NET type; null if the type does not hold such values.</summary>
    public static ValueDecoder<T>? For<T>(StoredColumn column)
    {
        object decoder = Natural(column);
        if (decoder is ValueDecoder<T> natural)
            return natural;

        // What no number is lost by; a whole number of more than 53 bits is rounded to a double.
        object? wider = (decoder, column.Column.Type) switch
        {
            (_, ParquetType.Timestamp) => new NumberDecoder<long>(),
            (_, ParquetType.Date) => new NumberDecoder<int>(),
            (ValueDecoder<int> ints, _) when typeof(T) == typeof(long) => new ConvertedDecoder<int, long>(ints, value => value),
            (ValueDecoder<int> ints, _) => new ConvertedDecoder<int, double>(ints, value => value),
            (ValueDecoder<long> longs, _) => new ConvertedDecoder<long, double>(longs, value => value),
            (ValueDecoder<float> floats, _) => new ConvertedDecoder<float, double>(floats, value => value),
            _ => null,
        };
        return wider as ValueDecoder<T>;
    }

    private static object Natural(StoredColumn column)
    {
        var element = column.Element;
        bool isDecimal = element.Annotation == ParquetTypes.Decimal;
        return (column.Column.Type, element.Type) switch
        {
            (ParquetType.Bool, _) => new BoolDecoder(),
            (ParquetType.Int32, _) => new NumberDecoder<int>(),
            (ParquetType.Int64, PhysicalType.Int32) => new ConvertedDecoder<int, long>(new NumberDecoder<int>(), value => (uint)value),
            (ParquetType.Int64, _) when element.Annotation == ParquetTypes.UnsignedLong =>
                new ConvertedDecoder<long, long>(new NumberDecoder<long>(), LowerHalf),
            (ParquetType.Int64, _) => new NumberDecoder<long>(),
            (ParquetType.Float, PhysicalType.FixedLenByteArray) =>
                new BytesDecoder<float>(element.Length, bytes => (float)BitConverter.ToHalf(bytes)),
            (ParquetType.Float, _) => new NumberDecoder<float>(),
            (ParquetType.Double, PhysicalType.Int32) when isDecimal =>
                new ConvertedDecoder<int, double>(new NumberDecoder<int>(), value => Decimals.ToDouble(value, element.Scale)),
            (ParquetType.Double, PhysicalType.Int64) when isDecimal =>
                new ConvertedDecoder<long, double>(new NumberDecoder<long>(), value => Decimals.ToDouble(value, element.Scale)),
            (ParquetType.Double, _) when isDecimal =>
                new BytesDecoder<double>(WidthOf(element), bytes => Decimals.ToDouble(bytes, element.Scale)),
            (ParquetType.Double, _) => new NumberDecoder<double>(),
            (ParquetType.String, _) => new BytesDecoder<string>(null, _strictUtf8.GetString),
            (ParquetType.Bytes, _) => new BytesDecoder<byte[]>(WidthOf(element), bytes => bytes.ToArray()),
            (ParquetType.Date, _) => new ConvertedDecoder<int, DateOnly>(new NumberDecoder<int>(), Timestamps.FromDays),
            (ParquetType.Timestamp, _) => new ConvertedDecoder<long, DateTime>(
                new NumberDecoder<long>(), value => Timestamps.FromStored(value, column.Column)),
            _ => throw new ParquetException(column.WhyNot ?? "its type is not known"),
        };
    }

    private static int? WidthOf(SchemaElement element) => element.Type == PhysicalType.FixedLenByteArray ? element.Length : null;

    private static long LowerHalf(long value) => value >= 0
        ? value
        : throw new ParquetException($"the number {(ulong)value} of type {ParquetTypes.UnsignedLong} is too large for a long");
}
