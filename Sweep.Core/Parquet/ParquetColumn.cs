namespace Sweep.Core.Parquet;

/// <summary>A column of a Parquet file.</summary>
/// <param name="Name">Any text but the empty one. Notebooks are happiest with lower_snake_case.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Optional">Whether a row may have no value. pandas shows such integers as floats.</param>
public sealed record ParquetColumn(string Name, ParquetType Type, bool Optional = false);
