using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>A file that an item of the writer's list asks for.</summary>
/// <param name="Id">The item.</param>
/// <param name="Name">What the file is called.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, made when asked for.</param>
internal sealed record WriterCase(string Id, string Name, IReadOnlyList<ParquetColumn> Columns, IEnumerable<object?[]> Rows)
{
    public ParquetOptions Options { get; init; } = new();

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>What a value that was written is when it is read.</summary>
    public Func<object?, object?> Read { get; init; } = value => value;

    public override string ToString() => Name;

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }

    public void Write(Stream stream)
    {
        using var writer = new ParquetWriter(stream, new(Columns), TestFile.CreatedBy, Options);
        Action<object?>[] adders = [.. Columns.Select(column => Adder(writer, column))];
        foreach (var row in Rows)
        {
            for (int i = 0; i < row.Length; i++)
                adders[i](row[i]);
            writer.EndRow();
        }
        foreach (var (key, value) in Metadata)
            writer.Metadata[key] = value;
        writer.Close();
    }

    private static Action<object?> Adder(ParquetWriter writer, ParquetColumn column)
    {
        return column.Type switch
        {
            ParquetType.Bool => Of<bool>(),
            ParquetType.Int32 => Of<int>(),
            ParquetType.Int64 => Of<long>(),
            ParquetType.Float => Of<float>(),
            ParquetType.Double => Of<double>(),
            ParquetType.String => Of<string>(),
            _ => Of<DateTime>(),
        };

        Action<object?> Of<T>()
        {
            var target = writer.Column<T>(column.Name);
            return value =>
            {
                if (value is null)
                    target.AddNull();
                else
                    target.Add((T)value);
            };
        }
    }
}
