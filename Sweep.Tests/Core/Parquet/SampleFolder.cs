using System.IO.Compression;
using System.Text.Json;

namespace Sweep.Tests.Core.Parquet;

/// <summary>
/// Files that DuckDB and arrow-rs wrote, each with its contents as JSON. HYPERSWEEP_PARQUET_SAMPLES names a folder with such files that were made anew.
/// </summary>
internal static class SampleFolder
{
    private static readonly Lazy<ZipArchive> _archive = new(
        () => ZipFile.OpenRead(Path.Combine(AppContext.BaseDirectory, "Core", "Parquet", "Samples.zip")));

    /// <summary>Whether the samples were made anew.</summary>
    public static string? Fresh => Environment.GetEnvironmentVariable("HYPERSWEEP_PARQUET_SAMPLES") is { Length: > 0 } folder ? folder : null;

    public static TheoryData<string> Files(string folder) =>
        [.. Json("index.json").RootElement.EnumerateArray()
            .Where(entry => entry.GetProperty("expect").GetString() == folder)
            .Select(entry => entry.GetProperty("file").GetString()!)];

    public static JsonElement Entry(string file) =>
        Json("index.json").RootElement.EnumerateArray().Single(entry => entry.GetProperty("file").GetString() == file);

    public static byte[] Read(string file)
    {
        if (Fresh is not null)
            return File.ReadAllBytes(Path.Combine(Fresh, file));
        lock (_archive)
        {
            using var entry = _archive.Value.GetEntry(file)!.Open();
            using var bytes = new MemoryStream();
            entry.CopyTo(bytes);
            return bytes.ToArray();
        }
    }

    public static JsonDocument Json(string file) => JsonDocument.Parse(Read(file));

    public static JsonDocument Contents(string file) => Json(Path.ChangeExtension(file, ".json"));
}
