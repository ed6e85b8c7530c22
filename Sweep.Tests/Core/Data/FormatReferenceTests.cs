using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Core.Data;

/// <summary>Files that NumPy and scikit-learn wrote read as they read them.</summary>
public class FormatReferenceTests
{
    private static readonly ReferenceFile _cases = ReferenceFile.Load("formats.json");

    public static TheoryData<string> Ids() => ReferenceFile.Ids("formats.json");

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_file_of_another_library_reads_as_it_reads_it(string id)
    {
        var expected = _cases[id];
        using var folder = new DataFolderOfTest();
        var file = folder.Write("file", expected.GetProperty("bytes").GetBytesFromBase64());
        string kind = expected.GetProperty("kind").GetString()!;
        if (expected.TryGetProperty("refused", out var reason))
        {
            var error = Assert.Throws<InputException>(() => Open(kind, file));
            Assert.StartsWith("file: ", error.Message, StringComparison.Ordinal);
            Assert.Contains(reason.GetString()!, error.Message, StringComparison.Ordinal);
        }
        else if (kind == "libsvm")
        {
            AssertSparse(expected, file);
        }
        else
        {
            AssertTable(expected, Open(kind, file));
        }
    }

    private static ITable Open(string kind, DataFile file) => kind switch
    {
        "npy" => NpyFile.Open(file),
        "npz" => NpzFile.Open(file),
        _ => IdxFile.Open(file),
    };

    private static void AssertTable(JsonElement expected, ITable table)
    {
        int[] sizes = ReferenceFile.Integers(expected.GetProperty("sizes"));
        int features = sizes.Skip(1).Aggregate(1, (product, size) => product * size);
        string? target = expected.TryGetProperty("target", out var name) ? name.GetString() : null;
        string[] columns = [.. Enumerable.Range(0, features).Select(column => $"x{column}")];
        Assert.Equal(target is null ? columns : [.. columns, target], table.Columns);
        Assert.Equal(target, table.Target);
        if (sizes.Length > 3)
            Assert.Equal(new Shape(sizes.AsSpan(1)), table.FeatureShape);

        double[] values = ReferenceFile.Numbers(expected.GetProperty("values"));
        double[][] rows = [.. values.Chunk(features)];
        if (target is not null)
            rows = [.. rows.Zip(ReferenceFile.Numbers(expected.GetProperty("labels")), (row, label) => (double[])[.. row, label])];
        Assert.Equal(rows.SelectMany(row => row), DataFolderOfTest.Numbers(table));
    }

    private static void AssertSparse(JsonElement expected, DataFile file)
    {
        var (features, labels) = LibSvmFile.Read(file);

        Assert.Equal(ReferenceFile.Numbers(expected.GetProperty("labels")), labels);
        Assert.Equal(expected.GetProperty("features").GetInt32(), features.Rows.ColumnCount);
        Assert.Equal(ReferenceFile.Integers(expected.GetProperty("offsets")), features.Rows.Offsets.ToArray());
        Assert.Equal(ReferenceFile.Integers(expected.GetProperty("columns")), features.Rows.Columns.ToArray());
        Assert.Equal(ReferenceFile.Floats(expected.GetProperty("values")), features.Rows.Values.ToArray());
    }
}
