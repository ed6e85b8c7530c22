namespace Sweep.Core.Parquet;

/// <summary>What a stored timestamp counts.</summary>
public enum ParquetTimeUnit
{
    /// <summary>Microseconds since 1970, as all files that are written here.</summary>
    Microseconds,

    /// <summary>Milliseconds since 1970.</summary>
    Milliseconds,

    /// <summary>Nanoseconds since 1970. A <see cref="DateTime"/> holds hundreds of them.</summary>
    Nanoseconds,
}
