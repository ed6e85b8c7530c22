namespace Sweep.Core.Parquet;

/// <summary>A column as it lies in a file.</summary>
/// <param name="Column">What the caller sees of it.</param>
/// <param name="Element">Its node in the schema.</param>
/// <param name="Chunk">Its place among the chunks of a row group.</param>
internal sealed record StoredColumn(ParquetColumn Column, SchemaElement Element, int Chunk)
{
    /// <summary>Whether its node has others below, or holds more than one value a row.</summary>
    public bool IsNested => Element.Children > 0 || Element.Repetition == 2;

    /// <summary>Why it cannot be read; null if it can.</summary>
    public string? WhyNot =>
        IsNested ? "it is nested or repeated, which is not supported"
        : Column.Type == ParquetType.Other ? $"it is of type {Element.TypeName}, which is not supported"
        : null;

    /// <summary>Whether its bytes mean the same under the schema that is written for the column.</summary>
    public bool IsStoredAsWritten => Element.Type == Column.Type.InFile() && Element.Annotation != ParquetTypes.UnsignedLong;

    /// <summary>Whether bounds have a lesser and a greater one in the order of plain numbers, which old writers took for granted.</summary>
    public bool IsSigned => Column.Type is ParquetType.Bool or ParquetType.Int32 or ParquetType.Int64
        or ParquetType.Float or ParquetType.Double or ParquetType.Date or ParquetType.Timestamp
        && Element.Type is not (PhysicalType.ByteArray or PhysicalType.FixedLenByteArray)
        && Element.Annotation?.StartsWith("UINT", StringComparison.Ordinal) != true;
}
