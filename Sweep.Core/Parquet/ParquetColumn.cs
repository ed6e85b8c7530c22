namespace Sweep.Core.Parquet;

/// <summary>A column of a Parquet file.</summary>
/// <param name="Name">Any text but the empty one. Notebooks are happiest with lower_snake_case.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Optional">Whether a row may have no value. pandas shows such integers as floats.</param>
public sealed record ParquetColumn(string Name, ParquetType Type, bool Optional = false)
{
    /// <summary>What a timestamp counts when it is read as a number. Written in microseconds only.</summary>
    public ParquetTimeUnit TimeUnit { get; init; }

    /// <summary>Whether a timestamp is the time of some place that the file does not name, and not UTC. Written in UTC only.</summary>
    public bool IsLocalTime { get; init; }
}
