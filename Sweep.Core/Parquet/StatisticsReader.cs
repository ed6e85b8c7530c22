using System.Text;

namespace Sweep.Core.Parquet;

/// <summary>Takes from the statistics of a chunk what can be true.</summary>
internal static class StatisticsReader
{
    public static ParquetStatistics<T> Read<T>(StoredColumn column, ColumnChunk chunk, ValueDecoder<T> decoder)
    {
        if (chunk.Statistics is not { } stored)
            return new(null, null, null);
        return new(Count(stored.NullCount), Count(stored.NanCount), Bounds(column, stored, decoder));

        long? Count(long? count) => count >= 0 && count <= chunk.Values ? count : null;
    }

    private static ParquetBounds<T>? Bounds<T>(StoredColumn column, ChunkStatistics stored, ValueDecoder<T> decoder)
    {
        var (min, max) = (stored.Min, stored.Max);
        if (min is null && max is null && column.IsSigned)
            (min, max) = (stored.DeprecatedMin, stored.DeprecatedMax);
        if (min is null || max is null)
            return null;

        try
        {
            var bounds = new ParquetBounds<T>(decoder.DecodeBound(min), decoder.DecodeBound(max), stored.IsMinExact, stored.IsMaxExact);
            return IsOrdered(bounds, min, max) ? bounds : null;
        }
        catch (Exception e) when (e is ParquetException or DecoderFallbackException)
        {
            return null;
        }
    }

    // NaN is below every number in the order of .NET, and in none to a bound.
    private static bool IsOrdered<T>(ParquetBounds<T> bounds, byte[] min, byte[] max) => bounds switch
    {
        ParquetBounds<float> { Min: var least, Max: var greatest } => least <= greatest,
        ParquetBounds<double> { Min: var least, Max: var greatest } => least <= greatest,
        ParquetBounds<string> or ParquetBounds<byte[]> => min.AsSpan().SequenceCompareTo(max) <= 0,
        _ => Comparer<T>.Default.Compare(bounds.Min, bounds.Max) <= 0,
    };
}
