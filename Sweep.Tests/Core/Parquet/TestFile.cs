using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Parquet files in memory.</summary>
internal static class TestFile
{
    public const string CreatedBy = "HyperSweep version 0.1.0 (build test)";

    /// <summary>The types that a file of ours may hold.</summary>
    public static ParquetType[] WrittenTypes => [.. Enum.GetValues<ParquetType>().Where(type => type.IsWritten())];

    public static byte[] Write(ParquetSchema schema, Action<ParquetWriter> fill, ParquetOptions? options = null, bool close = true)
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, schema, CreatedBy, options);
        fill(writer);
        if (close)
            writer.Close();
        return stream.ToArray();
    }

    /// <summary>A file of one column, named "x".</summary>
    public static byte[] Write<T>(ParquetType type, IEnumerable<T> values, ParquetOptions? options = null) =>
        Write(
            new([new("x", type)]),
            writer =>
            {
                var column = writer.Column<T>("x");
                foreach (var value in values)
                {
                    column.Add(value);
                    writer.EndRow();
                }
            },
            options);

    public static ParquetReader Open(byte[] file) => new(new MemoryStream(file));

    /// <summary>The values of the column "x".</summary>
    public static T[] Read<T>(byte[] file)
    {
        using var reader = Open(file);
        return reader.Read<T>("x").Values;
    }

    /// <summary>What the footer says about a column of the first row group.</summary>
    public static ColumnChunk Chunk(byte[] file, int column = 0)
    {
        using var reader = Open(file);
        return reader.RowGroups[0].Columns[column];
    }

    /// <summary>The headers of the pages of a chunk, which must fill it exactly.</summary>
    public static List<PageHeader> Pages(byte[] file, ColumnChunk chunk)
    {
        var pages = new List<PageHeader>();
        int position = (int)chunk.Start, end = position + (int)chunk.PackedSize;
        while (position < end)
        {
            var thrift = new ThriftReader(file.AsSpan(position, end - position));
            pages.Add(PageHeader.Read(ref thrift));
            position += thrift.Position + pages[^1].PackedSize;
        }
        Assert.Equal(end, position);
        return pages;
    }

    /// <summary>A number as its bits, so that NaN equals itself, and 0.0 differs from -0.0.</summary>
    public static object? Bits<T>(T value) => value switch
    {
        float f => BitConverter.SingleToInt32Bits(f),
        double d => BitConverter.DoubleToInt64Bits(d),
        _ => value,
    };
}
