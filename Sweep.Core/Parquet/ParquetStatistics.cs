namespace Sweep.Core.Parquet;

/// <summary>What a file says about the values of a column in a row group. The file may be wrong.</summary>
/// <param name="NullCount">Rows without a value, if the file says so.</param>
/// <param name="NanCount">Values that are NaN, if the file says so; most writers do not.</param>
/// <param name="Bounds">
/// The interval of the values, if the file gives one that can be true. Other writers leave NaN out of it: a search for NaN, or by an order that
/// has a place for NaN, must not go by it.
/// </param>
public sealed record ParquetStatistics<T>(long? NullCount, long? NanCount, ParquetBounds<T>? Bounds);
