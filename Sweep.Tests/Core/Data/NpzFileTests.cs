using System.IO.Compression;
using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class NpzFileTests
{
    private static readonly byte[] _features = DataFolderOfTest.Npy([2, 2], 1, 2, 3, 4);
    private static readonly byte[] _target = DataFolderOfTest.Npy([2], 7, 8);

    [Fact]
    public void Images_of_an_archive_keep_their_shape()
    {
        using var folder = new DataFolderOfTest();

        var table = NpzFile.Open(folder.Write("a.npz", Zip(("x", DataFolderOfTest.Npy([2, 1, 2, 3], new byte[12])), ("y", _target))));

        Assert.Equal(new Shape(1, 2, 3), table.FeatureShape);
    }

    [Fact]
    public void A_workbook_is_an_archive_without_arrays()
    {
        using var folder = new DataFolderOfTest();

        var error = Assert.Throws<InputException>(() => NpzFile.Open(folder.Write("a.xlsx", Zip())));

        Assert.EndsWith("this one has no arrays. Save them so: numpy.savez(file, x=features, y=target), or the sheet of a workbook as CSV.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_that_nobody_can_tell_apart_are_refused_by_name()
    {
        using var folder = new DataFolderOfTest();

        var error = Assert.Throws<InputException>(() => NpzFile.Open(folder.Write("a.npz", Zip(("a", _features), ("b", _features), ("c", _target)))));

        Assert.StartsWith("a.npz: an archive must have one array of features, named x, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("; this one has a, b, c. Save them so: numpy.savez(", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_does_not_fit_is_refused()
    {
        using var folder = new DataFolderOfTest();

        var rows = Assert.Throws<InputException>(() => NpzFile.Open(folder.Write("a.npz", Zip(("x", _features), ("y", DataFolderOfTest.Npy([3], 7, 8, 9))))));
        var columns = Assert.Throws<InputException>(() => NpzFile.Open(folder.Write("b.npz", Zip(("x", _features), ("y", _features)))));

        Assert.Equal("a.npz, y: there must be a target for each row of a.npz, x, which has 2 rows; got 3. Are these two of one data set?", rows.Message);
        Assert.StartsWith("b.npz, y: the target must be one value a row; this array has 2. ", columns.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_byte_in_an_archive_is_noticed_by_its_checksum()
    {
        using var folder = new DataFolderOfTest();
        byte[] bytes = Zip(("x", _features), ("y", _target));
        bytes[bytes.AsSpan().IndexOf(_features) + _features.Length - 1] ^= 1;
        var table = NpzFile.Open(folder.Write("a.npz", bytes));

        var error = Assert.Throws<InputException>(() => DataFolderOfTest.Numbers(table));

        Assert.Equal("a.npz, x: the packed data are damaged or were cut off. Copy or download the file again.", error.Message);
    }

    [Fact]
    public void What_is_no_archive_or_has_no_arrays_is_refused()
    {
        using var folder = new DataFolderOfTest();

        Assert.Contains("the archive is damaged", Assert.Throws<InputException>(() => NpzFile.Open(folder.Write("a", [.. "PK\x3\x4"u8, 0]))).Message, StringComparison.Ordinal);
        Assert.Contains("this one has no arrays", Assert.Throws<InputException>(() => NpzFile.Open(folder.Write("b", Zip()))).Message, StringComparison.Ordinal);
        Assert.Contains("have one name", Assert.Throws<InputException>(() => NpzFile.Open(folder.Write("c", Zip(("x", _features), ("x", _features))))).Message, StringComparison.Ordinal);
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] arrays)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in arrays)
            {
                using var entry = archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression).Open();
                entry.Write(bytes);
            }
        }
        return stream.ToArray();
    }
}
