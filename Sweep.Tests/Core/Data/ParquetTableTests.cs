using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Data;

public sealed class ParquetTableTests : IDisposable
{
    private readonly DataFolderOfTest _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nulls_and_NaN_are_missing_and_texts_days_and_moments_are_texts()
    {
        var table = Table(
            [
                new("number", ParquetType.Double, Optional: true), new("exact", ParquetType.Int64), new("flag", ParquetType.Bool),
                new("text", ParquetType.String, Optional: true), new("moment", ParquetType.Timestamp),
            ],
            writer =>
            {
                foreach (double? number in new double?[] { 0.1, null, double.NaN })
                {
                    if (number is { } value)
                        writer.Column<double>("number").Add(value);
                    else
                        writer.Column<double>("number").AddNull();
                    writer.Column<long>("exact").Add(9_007_199_254_740_993);
                    writer.Column<bool>("flag").Add(number is null);
                    if (number is null)
                        writer.Column<string>("text").AddNull();
                    else
                        writer.Column<string>("text").Add(number > 0 ? "red" : "7");
                    writer.Column<DateTime>("moment").Add(new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc));
                    writer.EndRow();
                }
            });
        var found = new List<string>();
        using (var rows = table.Open())
        {
            while (rows.Read())
                found.Add($"{rows.Place}: " + string.Join(", ", Enumerable.Range(0, 5).Select(column => $"{rows.Read(column, out _)} {rows.Text(column).ToString()}")));
        }

        Assert.Equal(
            [
                "row 1: Number 0.1, Number 9007199254740993, Number 0, Text red, Text 2024-02-29T12:00:00.0000000Z",
                "row 2: Missing , Number 9007199254740993, Number 1, Missing , Text 2024-02-29T12:00:00.0000000Z",
                "row 3: Missing NaN, Number 9007199254740993, Number 0, Number 7, Text 2024-02-29T12:00:00.0000000Z",
            ],
            found);
    }

    [Fact]
    public void A_damaged_file_is_refused_by_its_name()
    {
        var error = Assert.Throws<InputException>(() => Tables.Open(_folder.Write("t.parquet", [.. "PAR1"u8, 1, 2, 3, .. "PAR1"u8]).Path, "t.parquet"));

        Assert.StartsWith("t.parquet: ", error.Message, StringComparison.Ordinal);
    }

    private ITable Table(ParquetColumn[] columns, Action<ParquetWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, new ParquetSchema(columns), "tests");
        write(writer);
        writer.Close();
        return Tables.Open(_folder.Write("t.parquet", stream.ToArray()).Path, "t.parquet");
    }
}
