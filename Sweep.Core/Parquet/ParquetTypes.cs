namespace Sweep.Core.Parquet;

/// <summary>What each <see cref="ParquetType"/> is in .NET and in the file.</summary>
internal static class ParquetTypes
{
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

    /// <summary>The column type that a stored type with its annotation amounts to; null if there is none.</summary>
    public static ParquetType? OfFile(PhysicalType physical, string? annotation) => (physical, annotation) switch
    {
        (PhysicalType.Boolean, null) => ParquetType.Bool,
        (PhysicalType.Int32, null or "INT(8)" or "INT(16)" or "INT(32)" or "UINT(8)" or "UINT(16)") => ParquetType.Int32,
        (PhysicalType.Int64, null or "INT(64)") => ParquetType.Int64,
        (PhysicalType.Int64, SchemaElement.MicrosecondsUtc) => ParquetType.Timestamp,
        (PhysicalType.Float, null) => ParquetType.Float,
        (PhysicalType.Double, null) => ParquetType.Double,
        (PhysicalType.ByteArray, "STRING" or "ENUM" or "JSON") => ParquetType.String,
        _ => null,
    };
}
