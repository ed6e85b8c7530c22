using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Parquet;
using Sweep.Tests.Core.Data;

namespace Sweep.Tests.Contracts;

/// <summary>What tables of all formats must do: the same rows make the same data set, whatever file they are in.</summary>
public sealed class TableContract : IDisposable
{
    private const int Rows = 7;
    private const int Columns = 4;

    // Whole numbers that a byte can hold, so that every format can have them.
    private static readonly byte[] _features = [.. Enumerable.Range(0, Rows * Columns).Select(value => (byte)(value * 37 % 251))];
    private static readonly byte[] _labels = [2, 0, 1, 1, 2, 0, 10];

    private static readonly Dictionary<string, Func<DataFolderOfTest, string>> _formats = new()
    {
        ["csv"] = folder => folder.Write("t.csv", Csv()).Path,
        ["csv, gzipped"] = folder => folder.Write("t.csv.gz", DataFolderOfTest.Gzip(Csv())).Path,
        ["parquet"] = folder => folder.Write("t.parquet", Parquet()).Path,
        ["parquet, gzipped"] = folder => folder.Write("t.parquet.gz", DataFolderOfTest.Gzip(Parquet())).Path,
        ["npz"] = folder => folder.Write("t.npz", Npz()).Path,
        ["npy, features and target"] = folder =>
        {
            folder.Write("x.npy", DataFolderOfTest.Npy([Rows, Columns], _features));
            folder.Write("y.npy.gz", DataFolderOfTest.Gzip(DataFolderOfTest.Npy([Rows], _labels)));
            return folder.Folder.Path;
        },
        ["idx"] = folder =>
        {
            folder.Write("train-labels-idx1-ubyte.gz", DataFolderOfTest.Gzip(DataFolderOfTest.Idx([Rows], _labels)));
            return folder.Write("train-images-idx3-ubyte.gz", DataFolderOfTest.Gzip(DataFolderOfTest.Idx([Rows, 2, 2], _features))).Path;
        },
        ["parts in a folder"] = folder =>
        {
            string[] lines = Encoding.UTF8.GetString(Csv()).TrimEnd().Split('\n');
            folder.Write("part-1.csv", Encoding.UTF8.GetBytes(string.Join('\n', lines[..4])));
            folder.Write("part-2.csv.gz", DataFolderOfTest.Gzip(Encoding.UTF8.GetBytes(string.Join('\n', [lines[0], .. lines[4..]]))));
            return folder.Folder.Path;
        },
    };

    private readonly DataFolderOfTest _folder = new();

    public static TheoryData<string> Formats => [.. _formats.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_rows_make_the_same_data_set(string format)
    {
        var table = Tables.Open(_formats[format](_folder), "t");
        string target = table.Target ?? "y";

        var data = TableSurvey.Of(table, new TableColumns
        {
            Features = [.. table.Columns.Where(column => column != target).Select(column => new FeatureColumn(column))],
            Target = target,
            Kind = TargetKind.Classes,
        }).Read();

        Assert.Equal(Array.ConvertAll(_features, value => (float)value), data.Features.Values.ToArray());
        Assert.Equal(["0", "1", "2", "10"], data.Classes);
        Assert.Equal([2, 0, 1, 1, 2, 0, 3], data.ClassOfRows()!);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_table_is_gone_through_from_the_start_as_often_as_asked(string format)
    {
        var table = Tables.Open(_formats[format](_folder), "t");

        double[] first = DataFolderOfTest.Numbers(table), second = DataFolderOfTest.Numbers(table);

        Assert.Equal(Rows * (Columns + 1), first.Length);
        Assert.Equal(first, second);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_row_says_where_it_stands_and_its_numbers_are_texts_too(string format)
    {
        using var rows = Tables.Open(_formats[format](_folder), "t").Open();
        rows.Read();
        rows.Read();

        Assert.Matches("^(row 2|line 3|part-1.csv, line 3)$", rows.Place);
        Assert.Equal(FieldKind.Number, rows.Read(1, out double number));
        Assert.Equal(number.ToString(CultureInfo.InvariantCulture), rows.Text(1).ToString());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Its_files_are_known_again_by_their_bytes(string format)
    {
        var table = Tables.Open(_formats[format](_folder), "t");
        string before = DataFile.Digest(table.Files);
        string changed = table.Files[^1].Path;
        File.WriteAllBytes(changed, [.. File.ReadAllBytes(changed), 0]);

        Assert.Equal(64, before.Length);
        Assert.NotEqual(before, DataFile.Digest(table.Files));
    }

    private static byte[] Csv() => Encoding.UTF8.GetBytes(
        "a,b,c,d,y\n" + string.Concat(Enumerable.Range(0, Rows).Select(row => $"{string.Join(',', _features[(row * Columns)..((row + 1) * Columns)])},{_labels[row]}\n")));

    // A column of each type that numbers can have, in several row groups.
    private static byte[] Parquet()
    {
        using var stream = new MemoryStream();
        var schema = new ParquetSchema(
        [
            new("a", ParquetType.Int32), new("b", ParquetType.Int64), new("c", ParquetType.Float), new("d", ParquetType.Double), new("y", ParquetType.String),
        ]);
        using var writer = new ParquetWriter(stream, schema, "tests", new ParquetOptions { RowGroupRows = 3 });
        for (int row = 0; row < Rows; row++)
        {
            writer.Column<int>("a").Add(_features[row * Columns]);
            writer.Column<long>("b").Add(_features[(row * Columns) + 1]);
            writer.Column<float>("c").Add(_features[(row * Columns) + 2]);
            writer.Column<double>("d").Add(_features[(row * Columns) + 3]);
            writer.Column<string>("y").Add($"{_labels[row]}");
            writer.EndRow();
        }
        writer.Close();
        return stream.ToArray();
    }

    private static byte[] Npz()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in new[] { ("x.npy", DataFolderOfTest.Npy([Rows, Columns], _features)), ("y.npy", DataFolderOfTest.Npy([Rows], _labels)) })
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        return stream.ToArray();
    }
}
