namespace Sweep.Core.Parquet;

/// <summary>Moments that have not been written yet.</summary>
internal sealed class TimestampBuffer(ParquetColumn column) : NumberBuffer<long>(column), IValueSink<DateTime>
{
    public void Add(DateTime value) => Add(Timestamps.ToMicroseconds(value));
}
