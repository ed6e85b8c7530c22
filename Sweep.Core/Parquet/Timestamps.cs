namespace Sweep.Core.Parquet;

/// <summary>Moments as microseconds since 1970 in UTC, and back.</summary>
internal static class Timestamps
{
    private const long LeastMicroseconds = -62_135_596_800_000_000;
    private const long MostMicroseconds = 253_402_300_799_999_999;

    /// <summary>Rounds down, also before 1970.</summary>
    public static long ToMicroseconds(DateTime value)
    {
        if (value.Kind == DateTimeKind.Unspecified)
            throw new ArgumentException(
                "A timestamp must be UTC or local; this one does not say which. DateTime.SpecifyKind sets it.", nameof(value));

        // Ticks count from the year 1, so that this division rounds down everywhere.
        return value.ToUniversalTime().Ticks / TimeSpan.TicksPerMicrosecond + LeastMicroseconds;
    }

    public static DateTime FromMicroseconds(long microseconds) =>
        microseconds is >= LeastMicroseconds and <= MostMicroseconds
            ? new DateTime((microseconds - LeastMicroseconds) * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc)
            : throw new ParquetException(
                $"a timestamp of {microseconds} microseconds since 1970 is outside the years 1 to 9999; read it as long");
}
