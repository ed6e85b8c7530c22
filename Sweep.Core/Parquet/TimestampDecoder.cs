namespace Sweep.Core.Parquet;

/// <summary>Reads moments in UTC.</summary>
internal sealed class TimestampDecoder : ValueDecoder<DateTime>
{
    private readonly NumberDecoder<long> _microseconds = new();

    public override void Decode(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, List<DateTime> target)
    {
        var microseconds = new List<long>();
        _microseconds.Decode(encoding, bytes, count, microseconds);
        foreach (long value in microseconds)
            target.Add(Timestamps.FromMicroseconds(value));
    }
}
