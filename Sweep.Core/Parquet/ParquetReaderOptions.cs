namespace Sweep.Core.Parquet;

/// <summary>Settings of a <see cref="ParquetReader"/>.</summary>
public sealed record ParquetReaderOptions
{
    /// <summary>Whether pages that have a checksum must match it. Without, what is left of a damaged file may be saved.</summary>
    public bool VerifyChecksums { get; init; } = true;
}
