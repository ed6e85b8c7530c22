namespace Sweep.Tests.Core.Parquet;

/// <summary>Every file that the writer's list asks for is read back; HYPERSWEEP_PARQUET_OUT names a folder to leave them in for other readers.</summary>
public class WriterCaseTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases =>
        WriterCases.All.Select(item => new TheoryDataRow<string>(item.Name).WithTrait(AcceptanceList.Trait, item.Id));

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait(AcceptanceList.Trait, "R1")]
    public void What_is_written_is_read(string name)
    {
        var item = WriterCases.All.Single(item => item.Name == name);
        using var reader = TestFile.Open(item.Write());

        Assert.Equal(item.Columns, reader.Schema.Columns);
        Assert.Equal(TestFile.CreatedBy, reader.CreatedBy);
        Assert.Equal(item.Metadata.Count, reader.Metadata.Count);
        foreach (var (key, value) in item.Metadata)
            Assert.Equal(value, reader.Metadata[key]);

        using var rows = reader.Rows().GetEnumerator();
        foreach (var row in item.Rows)
        {
            Assert.True(rows.MoveNext());
            if (!row.Select(value => TestFile.Bits(item.Read(value))).SequenceEqual(rows.Current.Select(TestFile.Bits)))
                Assert.Equal(row.Select(value => TestFile.Bits(item.Read(value))), rows.Current.Select(TestFile.Bits));
        }
        Assert.False(rows.MoveNext());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait(AcceptanceList.Trait, "W25")]
    public void The_same_rows_give_the_same_bytes(string name)
    {
        var item = WriterCases.All.Single(item => item.Name == name);

        Assert.True(item.Write().AsSpan().SequenceEqual(item.Write()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait(AcceptanceList.Trait, "W30")]
    public void Every_page_has_a_checksum(string name)
    {
        byte[] file = WriterCases.All.Single(item => item.Name == name).Write();
        using var reader = TestFile.Open(file);

        foreach (var chunk in reader.RowGroups.SelectMany(group => group.Columns))
            Assert.DoesNotContain(null, TestFile.Pages(file, chunk).Select(page => page.Crc));
    }

    [Fact]
    public void The_files_are_left_for_other_readers()
    {
        string? folder = Environment.GetEnvironmentVariable("HYPERSWEEP_PARQUET_OUT");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "HYPERSWEEP_PARQUET_OUT names no folder.");

        string files = Directory.CreateDirectory(Path.Combine(folder!, "files")).FullName;
        foreach (var item in WriterCases.All)
            File.WriteAllBytes(Path.Combine(files, $"{item.Name}.parquet"), item.Write());

        Assert.Equal(WriterCases.All.Count, Directory.GetFiles(files).Length);
    }
}
