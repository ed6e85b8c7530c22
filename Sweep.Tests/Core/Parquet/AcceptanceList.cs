namespace Sweep.Tests.Core.Parquet;

/// <summary>The list by which writer and reader were accepted: W items for the writer, R for the reader, H for hardening.</summary>
/// <remarks>A test carries the items that it holds as traits: <c>Sweep.Tests --filter-trait Parquet=H7</c> runs those of an item.</remarks>
internal static class AcceptanceList
{
    public const string Trait = "Parquet";

    public static IEnumerable<string> Items =>
        [.. Enumerable.Range(1, 30).Select(i => $"W{i}"), .. Enumerable.Range(1, 26).Select(i => $"R{i}"), .. Enumerable.Range(1, 18).Select(i => $"H{i}")];
}
