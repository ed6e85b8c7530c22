using System.Globalization;
using System.Text.Json;
using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Files of DuckDB and arrow-rs in all codecs and encodings: every value is read, or the file is refused with its reason.</summary>
public class SampleReadTests
{
    public static TheoryData<string> Readable => SampleFolder.Files("read");

    public static TheoryData<string> Refused => SampleFolder.Files("refuse");

    [Theory]
    [MemberData(nameof(Readable))]
    [Trait(AcceptanceList.Trait, "R2")]
    [Trait(AcceptanceList.Trait, "R5")]
    [Trait(AcceptanceList.Trait, "R7")]
    [Trait(AcceptanceList.Trait, "R12")]
    public void Every_value_is_read_to_the_bit(string file)
    {
        using var reader = TestFile.Open(SampleFolder.Read(file));
        using var contents = SampleFolder.Contents(file);
        var expected = contents.RootElement;

        Assert.Equal(expected.GetProperty("rows").GetInt64(), reader.RowCount);
        var columns = expected.GetProperty("columns").EnumerateArray().ToArray();
        Assert.Equal(columns.Select(column => column.GetProperty("name").GetString()), reader.Schema.Columns.Select(column => column.Name));
        for (int c = 0; c < columns.Length; c++)
            Assert.Equal(Expected(columns[c]), Values(reader, c, columns[c].GetProperty("type").GetString()!));
    }

    [Theory]
    [MemberData(nameof(Readable))]
    [Trait(AcceptanceList.Trait, "R2")]
    public void Row_by_row_the_values_are_the_same(string file)
    {
        using var reader = TestFile.Open(SampleFolder.Read(file));
        using var contents = SampleFolder.Contents(file);
        var columns = contents.RootElement.GetProperty("columns").EnumerateArray()
            .Where(column => column.GetProperty("type").GetString() != "timestamp")
            .Select(column => (Place: reader.Schema.Columns.ToList().FindIndex(c => c.Name == column.GetProperty("name").GetString()), Values: Expected(column)))
            .ToArray();

        int number = 0;
        foreach (var row in reader.Rows())
        {
            foreach (var (place, values) in columns)
                Assert.Equal(values[number], TestFile.Bits(row[place]));
            number++;
        }
        Assert.Equal(reader.RowCount, number);
    }

    [Theory]
    [MemberData(nameof(Readable))]
    [Trait(AcceptanceList.Trait, "R2")]
    public void Metadata_and_row_groups_are_read(string file)
    {
        using var reader = TestFile.Open(SampleFolder.Read(file));
        var entry = SampleFolder.Entry(file);

        if (entry.TryGetProperty("rowGroups", out var groups))
            Assert.Equal(groups.EnumerateArray().Select(rows => rows.GetInt32()), reader.RowGroupRows);
        if (entry.TryGetProperty("keyValue", out var keyValues))
            foreach (var (key, value) in keyValues.EnumerateObject().Select(pair => (pair.Name, pair.Value.GetString())))
                Assert.Equal(value, reader.Metadata[key]);
        Assert.Equal(reader.RowCount, reader.RowGroupRows.Sum(rows => (long)rows));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    [Trait(AcceptanceList.Trait, "R4")]
    [Trait(AcceptanceList.Trait, "R21")]
    [Trait(AcceptanceList.Trait, "R22")]
    [Trait(AcceptanceList.Trait, "R23")]
    public void A_file_that_cannot_be_read_is_refused_with_its_reason(string file)
    {
        string reason = SampleFolder.Entry(file).GetProperty("reason").GetString()!;

        var error = Assert.Throws<ParquetException>(() =>
        {
            using var reader = TestFile.Open(SampleFolder.Read(file));
            return reader.Rows().Count();
        });

        if (reason.StartsWith("codec", StringComparison.Ordinal))
            Assert.Contains($"{reason} is not supported", error.Message);
        else if (reason.StartsWith("nested", StringComparison.Ordinal))
            Assert.Contains("is nested or repeated", error.Message);
        else if (reason.StartsWith("encrypted", StringComparison.Ordinal))
            Assert.Contains("encrypted", error.Message);
    }

    [Theory]
    [InlineData("nested-list")]
    [InlineData("nested-struct")]
    [InlineData("nested-map")]
    [Trait(AcceptanceList.Trait, "R22")]
    public void Beside_a_nested_column_the_others_are_read(string file)
    {
        using var reader = TestFile.Open(SampleFolder.Read($"refuse/{file}.parquet"));

        Assert.Equal([0, 1, 2], reader.Read<int>("id").Values);
        var nested = reader.Schema.Columns[1];
        Assert.Equal(ParquetType.Other, nested.Type);
        var error = Assert.Throws<ParquetException>(() => reader.Read<string>(nested.Name));
        Assert.Equal($"column '{nested.Name}': it is nested or repeated, which is not supported", error.Message);
    }

    [Fact]
    public void There_are_as_many_samples_as_have_been_made() => Assert.Equal(
        // One is large, and is there only when they are made anew.
        (SampleFolder.Fresh is null ? 50 : 51, 19, 27), (Readable.Count, SampleFolder.Files("read-or-refuse").Count, Refused.Count));

    private static object?[] Expected(JsonElement column)
    {
        string type = column.GetProperty("type").GetString()!;
        return [.. column.GetProperty("values").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? null : Parse(value, type))];
    }

    private static object Parse(JsonElement value, string type) => type switch
    {
        "bool" => value.GetBoolean(),
        "int32" => value.GetInt32(),
        "int64" or "timestamp" => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        "float" => TestFile.Bits((float)Number(value))!,
        "double" => TestFile.Bits(Number(value))!,
        _ => value.GetString()!,
    };

    private static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : value.GetString() switch
        {
            // The bits of JavaScript's NaN, which is positive.
            "NaN" => BitConverter.Int64BitsToDouble(0x7FF8000000000000),
            "Infinity" => double.PositiveInfinity,
            _ => double.NegativeInfinity,
        };

    private static object?[] Values(ParquetReader reader, int column, string type)
    {
        return type switch
        {
            "bool" => Of<bool>(),
            "int32" => Of<int>(),
            "int64" or "timestamp" => Of<long>(),
            "float" => Of<float>(),
            "double" => Of<double>(),
            _ => Of<string>(),
        };

        object?[] Of<T>() =>
            [.. Enumerable.Range(0, reader.RowGroupCount).Select(group => reader.Read<T>(column, group))
                .SelectMany(read => read.Values.Select((value, row) => read.Nulls?[row] == true ? null : TestFile.Bits(value)))];
    }
}
