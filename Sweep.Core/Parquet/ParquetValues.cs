namespace Sweep.Core.Parquet;

/// <summary>The values of a column, one per row.</summary>
/// <param name="Values">The values; the default of their type where there is none.</param>
/// <param name="Nulls">True for each row without a value; null if every row has one.</param>
public sealed record ParquetValues<T>(T[] Values, bool[]? Nulls);
