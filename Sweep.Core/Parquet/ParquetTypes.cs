namespace Sweep.Core.Parquet;

/// <summary>What each <see cref="ParquetType"/> is in .NET and in the file.</summary>
internal static class ParquetTypes
{
    /// <summary>The annotation of whole numbers of which only the lower half has a place in ours.</summary>
    public const string UnsignedLong = "UINT(64)";

    /// <summary>The annotation of decimal numbers.</summary>
    public const string Decimal = "DECIMAL";

    /// <summary>The annotation of numbers of 16 bits.</summary>
    public const string Half = "FLOAT16";

    /// <summary>Whether files with such columns can be written.</summary>
    public static bool IsWritten(this ParquetType type) => type is >= ParquetType.Bool and <= ParquetType.Timestamp;

    public static Type InNet(this ParquetType type) => type switch
    {
        ParquetType.Bool => typeof(bool),
        ParquetType.Int32 => typeof(int),
        ParquetType.Int64 => typeof(long),
        ParquetType.Float => typeof(float),
        ParquetType.Double => typeof(double),
        ParquetType.String => typeof(string),
        ParquetType.Timestamp => typeof(DateTime),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such column type."),
    };

    public static PhysicalType InFile(this ParquetType type) => type switch
    {
        ParquetType.Bool => PhysicalType.Boolean,
        ParquetType.Int32 => PhysicalType.Int32,
        ParquetType.Int64 or ParquetType.Timestamp => PhysicalType.Int64,
        ParquetType.Float => PhysicalType.Float,
        ParquetType.Double => PhysicalType.Double,
        ParquetType.String => PhysicalType.ByteArray,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such column type."),
    };

    /// <summary>The column that a leaf of somebody's schema amounts to.</summary>
    public static ParquetColumn OfFile(SchemaElement element)
    {
        var type = TypeOf(element);
        var column = new ParquetColumn(element.Name, type, Optional: element.Repetition == 1);
        return type == ParquetType.Timestamp
            ? column with { TimeUnit = Timestamps.UnitOf(element.Annotation)!.Value, IsLocalTime = Timestamps.IsLocal(element.Annotation) }
            : column;
    }

    private static ParquetType TypeOf(SchemaElement element) => (element.Type, element.Annotation) switch
    {
        (PhysicalType.Boolean, null) => ParquetType.Bool,
        (PhysicalType.Int32, null or "INT(8)" or "INT(16)" or "INT(32)" or "UINT(8)" or "UINT(16)") => ParquetType.Int32,
        (PhysicalType.Int32, "UINT(32)") => ParquetType.Int64,
        (PhysicalType.Int64, null or "INT(64)" or UnsignedLong) => ParquetType.Int64,
        (PhysicalType.Int32, "DATE") => ParquetType.Date,
        (PhysicalType.Int64, _) when Timestamps.UnitOf(element.Annotation) is not null => ParquetType.Timestamp,
        (PhysicalType.Float, null) => ParquetType.Float,
        (PhysicalType.Double, null) => ParquetType.Double,
        (PhysicalType.ByteArray, "STRING" or "ENUM" or "JSON") => ParquetType.String,
        (PhysicalType.ByteArray, null) => ParquetType.Bytes,
        (PhysicalType.FixedLenByteArray, null) when element.Length is >= 1 and <= FormatLimits.StringBytes => ParquetType.Bytes,
        (PhysicalType.FixedLenByteArray, Half) when element.Length == 2 => ParquetType.Float,
        (PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.ByteArray, Decimal)
            when element.Scale is >= 0 and <= Decimals.MostScale => ParquetType.Double,
        (PhysicalType.FixedLenByteArray, Decimal)
            when element is { Scale: >= 0 and <= Decimals.MostScale, Length: >= 1 and <= Decimals.MostBytes } => ParquetType.Double,
        _ => ParquetType.Other,
    };
}
