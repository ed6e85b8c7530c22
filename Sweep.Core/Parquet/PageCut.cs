namespace Sweep.Core.Parquet;

/// <summary>A stretch of a column that becomes a page.</summary>
/// <param name="FirstRow">Its first row.</param>
/// <param name="Rows">How many rows it has, nulls included.</param>
/// <param name="FirstValue">Its first value, counted without nulls.</param>
/// <param name="Values">How many values it has, nulls not included.</param>
internal readonly record struct PageCut(int FirstRow, int Rows, int FirstValue, int Values);
