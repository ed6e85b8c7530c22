using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>How large a log is. HYPERSWEEP_PARQUET_OUT names a folder in which logs of a million rows are left, to be compared with DuckDB's.</summary>
public class TypicalLogTests
{
    [Fact]
    [Trait(AcceptanceList.Trait, "W29")]
    public void Encodings_make_a_log_less_than_a_third_of_its_plain_values()
    {
        const int Rows = 20_000;
        // 8 bytes in seven columns, 4 in three, 12 to 20 in the texts, a bit for a flag and for each level.
        const int PlainBytes = Rows * (7 * 8 + 3 * 4 + 12 + 8 + 8);

        Assert.InRange(Log(Rows, new()).Length, 1, PlainBytes / 3);
        Assert.InRange(Log(Rows, new() { SplitFloats = true }).Length, 1, Log(Rows, new()).Length - 1);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W29")]
    public void Logs_of_a_million_rows_are_left_for_other_readers()
    {
        string? folder = Environment.GetEnvironmentVariable("HYPERSWEEP_PARQUET_OUT");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "HYPERSWEEP_PARQUET_OUT names no folder.");

        Directory.CreateDirectory(Path.Combine(folder!, "log"));
        foreach (bool split in new[] { false, true })
        {
            byte[] log = Log(1_000_000, new() { SplitFloats = split });
            File.WriteAllBytes(Path.Combine(folder!, "log", split ? "split.parquet" : "default.parquet"), log);
            using var reader = TestFile.Open(log);
            Assert.Equal(1_000_000, reader.RowCount);
        }
    }

    private static byte[] Log(int rows, ParquetOptions options)
    {
        using var stream = new MemoryStream();
        TypicalLog.Write(stream, rows, options);
        return stream.ToArray();
    }
}
