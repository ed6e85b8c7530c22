using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class ParquetSchemaTests
{
    [Theory]
    [InlineData("loss", "loss")]
    [InlineData("loss", "Loss")]
    [InlineData("")]
    [InlineData]
    [Trait(AcceptanceList.Trait, "W18")]
    public void Names_that_readers_would_confuse_are_refused(params string[] names) =>
        Assert.Throws<ArgumentException>(
            () => new ParquetSchema(names.Select(name => new ParquetColumn(name, ParquetType.Bool))));

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ParquetSchema([new("\uFFFD\ud800", ParquetType.Bool)]));

    [Fact]
    [Trait(AcceptanceList.Trait, "W17")]
    public void Any_other_name_is_kept()
    {
        string[] names = ["a b", "a.b", "a/b", "\"'`", "select", "\U0001F600", "\uFFFD"];
        var file = TestFile.Write(
            new(names.Select(name => new ParquetColumn(name, ParquetType.Int32))),
            writer =>
            {
                for (int i = 0; i < names.Length; i++)
                    writer.Column<int>(names[i]).Add(i);
                writer.EndRow();
            });

        using var reader = TestFile.Open(file);

        Assert.Equal(names, reader.Schema.Columns.Select(column => column.Name));
        for (int i = 0; i < names.Length; i++)
            Assert.Equal([i], reader.Read<int>(names[i]).Values);
    }
}
