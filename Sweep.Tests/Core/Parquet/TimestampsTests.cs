using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class TimestampsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(-1, -1)]
    [InlineData(-10, -1)]
    [InlineData(-11, -2)]
    [Trait(AcceptanceList.Trait, "W16")]
    public void Ticks_around_1970_are_rounded_down(long ticks, long microseconds) =>
        Assert.Equal(microseconds, Timestamps.ToMicroseconds(DateTime.UnixEpoch.AddTicks(ticks)));

    [Fact]
    public void The_first_and_the_last_moment_have_a_place()
    {
        var first = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
        var last = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

        Assert.Equal(-62_135_596_800_000_000, Timestamps.ToMicroseconds(first));
        Assert.Equal(253_402_300_799_999_999, Timestamps.ToMicroseconds(last));
        Assert.Equal(first, Timestamps.FromMicroseconds(-62_135_596_800_000_000));
        Assert.Equal(last.AddTicks(-9), Timestamps.FromMicroseconds(253_402_300_799_999_999));
        Assert.Throws<ParquetException>(() => Timestamps.FromMicroseconds(253_402_300_800_000_000));
        Assert.Throws<ParquetException>(() => Timestamps.FromMicroseconds(-62_135_596_800_000_001));
    }

    [Fact]
    public void Local_time_is_converted()
    {
        var utc = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc);

        Assert.Equal(Timestamps.ToMicroseconds(utc), Timestamps.ToMicroseconds(utc.ToLocalTime()));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W16")]
    public void A_time_that_does_not_say_where_it_is_from_is_refused() =>
        Assert.Throws<ArgumentException>(() => Timestamps.ToMicroseconds(new DateTime(2026, 7, 1)));
}
