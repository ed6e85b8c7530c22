namespace Sweep.Core.Parquet;

/// <summary>How far a file is followed: what it declares is compared with these before it is believed.</summary>
internal static class FormatLimits
{
    public const int FooterBytes = 64 << 20;
    public const int Columns = 10_000;
    public const int RowGroups = 100_000;
    public const int RowsPerGroup = 100_000_000;
    public const int PageBytes = 256 << 20;
    public const int StringBytes = 16 << 20;
    public const int MetadataBytes = 1 << 20;
    public const int ListEntries = 1000;

    /// <summary>How a file begins and ends.</summary>
    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>How a file with an encrypted footer ends.</summary>
    public static ReadOnlySpan<byte> EncryptedMagic => "PARE"u8;
}
