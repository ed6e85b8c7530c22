using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class EncodingChoiceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [Trait(AcceptanceList.Trait, "W15")]
    public void A_dictionary_has_at_most_65536_entries(int entries)
    {
        var options = new ParquetOptions { RowGroupRows = int.MaxValue, Compression = ParquetCompression.None };
        int[] numbers = [.. Enumerable.Range(0, entries * 8).Select(i => i / 8 * 3)];
        string[] texts = [.. Enumerable.Range(0, entries * 2).Select(i => (i % entries).ToString())];

        var ofNumbers = TestFile.Write(ParquetType.Int32, numbers, options);
        var ofTexts = TestFile.Write(ParquetType.String, texts, options);

        Assert.Equal(numbers, TestFile.Read<int>(ofNumbers));
        Assert.Equal(texts, TestFile.Read<string>(ofTexts));
        foreach (var file in new[] { ofNumbers, ofTexts })
        {
            var chunk = TestFile.Chunk(file);
            Assert.Equal(entries <= 65_536, chunk.DictionaryPageOffset is not null);
            var first = TestFile.Pages(file, chunk)[0];
            if (entries <= 65_536)
                Assert.Equal((PageKind.Dictionary, entries), (first.Kind, first.Values));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(255, 8)]
    [InlineData(256, 8)]
    [InlineData(257, 9)]
    [InlineData(65_536, 16)]
    [Trait(AcceptanceList.Trait, "W15")]
    public void Indices_take_as_few_bits_as_the_last_one_needs(int entries, int bits) =>
        Assert.Equal(bits, new ValueDictionary(entries, new(), []).IndexWidth);

    [Fact]
    public void Each_type_has_the_encoding_that_suits_it()
    {
        var plain = new ParquetOptions();
        var split = new ParquetOptions { SplitFloats = true };
        int[] changing = [.. Enumerable.Range(0, 100)];
        int[] steady = [.. Enumerable.Range(0, 100).Select(i => i / 10)];
        double[] doubles = [.. changing.Select(i => (double)i)];

        static PageEncoding Of(byte[] file) => TestFile.Pages(file, TestFile.Chunk(file))[^1].Encoding;

        Assert.Equal(PageEncoding.DeltaBinaryPacked, Of(TestFile.Write(ParquetType.Int32, changing)));
        Assert.Equal(PageEncoding.RleDictionary, Of(TestFile.Write(ParquetType.Int32, steady)));
        Assert.Equal(PageEncoding.DeltaBinaryPacked, Of(TestFile.Write(ParquetType.Int64, changing.Select(i => (long)i))));
        Assert.Equal(PageEncoding.Plain, Of(TestFile.Write(ParquetType.Float, changing.Select(i => (float)i), plain)));
        Assert.Equal(PageEncoding.ByteStreamSplit, Of(TestFile.Write(ParquetType.Double, doubles, split)));
        Assert.Equal(PageEncoding.RleDictionary, Of(TestFile.Write(ParquetType.Double, steady.Select(i => (double)i), split)));
        Assert.Equal(PageEncoding.Plain, Of(TestFile.Write(ParquetType.String, changing.Select(i => $"{i}"))));
        Assert.Equal(PageEncoding.RleDictionary, Of(TestFile.Write(ParquetType.String, changing.Select(i => $"{i % 50}"))));
        Assert.Equal(PageEncoding.Plain, Of(TestFile.Write(ParquetType.Bool, steady.Select(i => i > 5))));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W4")]
    public void A_column_of_nulls_has_no_dictionary_and_no_bounds()
    {
        var types = TestFile.WrittenTypes;
        var file = TestFile.Write(
            new(types.Select(type => new ParquetColumn($"{type}", type, Optional: true))),
            writer =>
            {
                for (int row = 0; row < 10; row++)
                {
                    writer.Column<bool>("Bool").AddNull();
                    writer.Column<int>("Int32").AddNull();
                    writer.Column<long>("Int64").AddNull();
                    writer.Column<float>("Float").AddNull();
                    writer.Column<double>("Double").AddNull();
                    writer.Column<string>("String").AddNull();
                    writer.Column<DateTime>("Timestamp").AddNull();
                    writer.EndRow();
                }
            },
            new() { SplitFloats = true });

        for (int i = 0; i < types.Length; i++)
        {
            var chunk = TestFile.Chunk(file, i);
            Assert.Equal([PageEncoding.Plain, PageEncoding.Rle], chunk.Encodings);
            Assert.Equal((10, null, null), (chunk.Statistics!.NullCount, chunk.Statistics.Min, chunk.Statistics.Max));
        }
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W22")]
    [Trait(AcceptanceList.Trait, "W30")]
    public void A_long_column_has_several_pages_with_checksums_and_sizes_that_add_up()
    {
        double[] values = [.. Enumerable.Range(0, 300_000).Select(i => i * 0.5)];
        var file = TestFile.Write(ParquetType.Double, values, new() { RowGroupRows = values.Length });

        var chunk = TestFile.Chunk(file);
        var pages = TestFile.Pages(file, chunk);

        Assert.Equal([131_072, 131_072, 37_856], pages.Select(page => page.Values));
        Assert.All(pages, page => Assert.NotNull(page.Crc));
        Assert.Equal(300_000 * 8, pages.Sum(page => page.UnpackedSize));
        Assert.Equal(chunk.PackedSize - pages.Sum(page => page.PackedSize), chunk.UnpackedSize - 300_000 * 8); // the headers
        Assert.Equal(values, TestFile.Read<double>(file));
    }

    [Fact]
    public void A_page_ends_at_a_megabyte_of_text()
    {
        string[] texts = [.. Enumerable.Range(0, 3000).Select(i => $"{i:D1020}")]; // 1024 bytes each with their length
        var file = TestFile.Write(ParquetType.String, texts);

        Assert.Equal([1024, 1024, 952], TestFile.Pages(file, TestFile.Chunk(file)).Select(page => page.Values));
        Assert.Equal(texts, TestFile.Read<string>(file));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(131_072, 1)]
    [InlineData(131_073, 2)]
    [Trait(AcceptanceList.Trait, "W3")]
    public void A_row_group_ends_after_131072_rows(int rows, int groups)
    {
        using var reader = TestFile.Open(TestFile.Write(ParquetType.Bool, Enumerable.Repeat(true, rows)));

        Assert.Equal((rows, groups), (reader.RowCount, reader.RowGroupCount));
    }

    [Fact]
    public void A_row_group_ends_early_when_its_values_are_large()
    {
        var text = new string('x', 16 << 20);
        using var reader = TestFile.Open(TestFile.Write(
            ParquetType.String, Enumerable.Repeat(text, 5), new() { Compression = ParquetCompression.Brotli }));

        Assert.Equal(2, reader.RowGroupCount);
    }
}
