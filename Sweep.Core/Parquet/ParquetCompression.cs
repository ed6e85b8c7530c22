namespace Sweep.Core.Parquet;

/// <summary>How the pages of a file are compressed.</summary>
public enum ParquetCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>GZIP: every reader has it.</summary>
    Gzip,

    /// <summary>Brotli: as small as GZIP and quicker to write, but Spark lacks it in its normal installation.</summary>
    Brotli,
}
