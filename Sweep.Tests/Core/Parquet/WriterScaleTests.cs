using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Wide, tall and large files.</summary>
public class WriterScaleTests
{
    [Theory]
    [InlineData(1_000, 1)]
    [InlineData(10_000, 1)]
    [InlineData(1, 100)]
    [InlineData(1, 1_000)]
    [Trait(AcceptanceList.Trait, "W24")]
    public void Memory_for_a_chunk_does_not_grow_with_columns_or_row_groups(int columns, int rowGroups)
    {
        var names = Enumerable.Range(0, columns).Select(i => $"c{i}").ToArray();
        var schema = new ParquetSchema(names.Select(name => new ParquetColumn(name, ParquetType.Int32)));

        long before = GC.GetAllocatedBytesForCurrentThread();
        byte[] file = TestFile.Write(
            schema,
            writer =>
            {
                ColumnWriter<int>[] targets = [.. names.Select(writer.Column<int>)];
                for (int row = 0; row < rowGroups; row++)
                {
                    foreach (var target in targets)
                        target.Add(row);
                    writer.EndRow();
                }
            },
            new() { RowGroupRows = 1, Compression = ParquetCompression.None });
        using (var reader = TestFile.Open(file))
            Assert.Equal(Enumerable.Range(0, rowGroups), reader.Read<int>(names[^1]).Values);

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / ((long)columns * rowGroups), 0, 20_000);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W23")]
    public void Beyond_2_GiB_offsets_take_64_bits()
    {
        Assert.SkipWhen(
            string.IsNullOrEmpty(Environment.GetEnvironmentVariable("HYPERSWEEP_PARQUET_LARGE")),
            "HYPERSWEEP_PARQUET_LARGE is not set: this takes minutes and 2.4 GB of disk.");
        const int Rows = 300_000_000;
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using (var writer = new ParquetWriter(stream, new([new("x", ParquetType.Double)]), TestFile.CreatedBy, new() { Compression = ParquetCompression.None }))
        {
            var x = writer.Column<double>("x");
            for (int row = 0; row < Rows; row++)
            {
                x.Add(row * 0.5);
                writer.EndRow();
            }
            writer.Close();
        }

        using var reader = new ParquetReader(stream);
        Assert.Equal(Rows, reader.RowCount);
        Assert.InRange(reader.RowGroups[^1].Columns[0].Start, 1L << 31, long.MaxValue);
        long first = Rows - reader.RowGroupRows[^1];
        Assert.Equal(
            Enumerable.Range(0, reader.RowGroupRows[^1]).Select(row => (first + row) * 0.5), reader.Read<double>("x", reader.RowGroupCount - 1).Values);
    }
}
