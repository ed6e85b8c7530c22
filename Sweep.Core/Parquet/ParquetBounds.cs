namespace Sweep.Core.Parquet;

/// <summary>Two values that no value of a column chunk lies outside of; texts and bytes are in the order of their bytes.</summary>
/// <param name="Min">Not above any value.</param>
/// <param name="Max">Not below any value.</param>
/// <param name="IsMinExact">Whether the lower bound is one of the values; null if the file does not say.</param>
/// <param name="IsMaxExact">Whether the upper bound is one of the values; null if the file does not say.</param>
public sealed record ParquetBounds<T>(T Min, T Max, bool? IsMinExact, bool? IsMaxExact);
