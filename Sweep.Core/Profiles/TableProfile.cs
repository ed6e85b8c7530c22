namespace Sweep.Core.Profiles;

/// <summary>What is in a table.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="RepeatedRows">Rows that are the same as an earlier one in all columns, by a hash of 64 bits.</param>
/// <param name="ComparedRows">How many rows were looked at for that, the first ones.</param>
/// <param name="Target">The column that is to be predicted; null: none was named.</param>
public sealed record TableProfile(long Rows, IReadOnlyList<ColumnProfile> Columns, long RepeatedRows, long ComparedRows, TargetProfile? Target);
