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

    /// <summary>What a timestamp with an annotation counts; null if it is no timestamp.</summary>
    public static ParquetTimeUnit? UnitOf(string? annotation) => annotation switch
    {
        SchemaElement.MicrosecondsUtc or "TIMESTAMP(MICROS, local)" => ParquetTimeUnit.Microseconds,
        "TIMESTAMP(MILLIS, UTC)" or "TIMESTAMP(MILLIS, local)" => ParquetTimeUnit.Milliseconds,
        "TIMESTAMP(NANOS, UTC)" or "TIMESTAMP(NANOS, local)" => ParquetTimeUnit.Nanoseconds,
        _ => null,
    };

    public static bool IsLocal(string? annotation) => annotation?.EndsWith("local)", StringComparison.Ordinal) == true;

    /// <summary>A stored number of a column as a moment.</summary>
    public static DateTime FromStored(long value, ParquetColumn column)
    {
        var moment = column.TimeUnit switch
        {
            ParquetTimeUnit.Milliseconds => FromMilliseconds(value),
            ParquetTimeUnit.Nanoseconds => FromNanoseconds(value),
            _ => FromMicroseconds(value),
        };
        return column.IsLocalTime ? DateTime.SpecifyKind(moment, DateTimeKind.Unspecified) : moment;
    }

    /// <summary>A day, counted from 1970.</summary>
    public static DateOnly FromDays(int days)
    {
        const int Epoch = 719_162; // 1970-01-01, counted from the first of January of the year 1
        return days + (long)Epoch is >= 0 and <= 3_652_058 and var number
            ? DateOnly.FromDayNumber((int)number)
            : throw new ParquetException($"a date of {days} days since 1970 is outside the years 1 to 9999; read it as int");
    }

    public static DateTime FromMicroseconds(long microseconds) =>
        microseconds is >= LeastMicroseconds and <= MostMicroseconds
            ? new DateTime((microseconds - LeastMicroseconds) * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc)
            : throw new ParquetException(
                $"a timestamp of {microseconds} microseconds since 1970 is outside the years 1 to 9999; read it as long");

    private static DateTime FromMilliseconds(long milliseconds) =>
        milliseconds is >= LeastMicroseconds / 1000 and <= MostMicroseconds / 1000
            ? FromMicroseconds(milliseconds * 1000)
            : throw new ParquetException(
                $"a timestamp of {milliseconds} milliseconds since 1970 is outside the years 1 to 9999; read it as long");

    private static DateTime FromNanoseconds(long nanoseconds)
    {
        var (ticks, rest) = Math.DivRem(nanoseconds, TimeSpan.NanosecondsPerTick);
        return rest == 0
            ? DateTime.UnixEpoch.AddTicks(ticks)
            : throw new ParquetException(
                $"a timestamp of {nanoseconds} nanoseconds since 1970 is finer than the 100 nanoseconds of DateTime; read it as long");
    }
}
