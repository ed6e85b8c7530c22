using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class IdxFileTests
{
    private static readonly byte[] _images = DataFolderOfTest.Idx([2, 1, 2], 1, 2, 3, 4);
    private static readonly byte[] _labels = DataFolderOfTest.Idx([2], 7, 8);

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte")]
    [InlineData("t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte")]
    [InlineData("emnist-letters-train-images-idx3-ubyte", "emnist-letters-train-labels-idx1-ubyte.gz")]
    [InlineData("images.idx3", "labels.idx1")]
    public void Images_are_read_with_the_labels_beside_them(string images, string labels)
    {
        using var folder = new DataFolderOfTest();
        folder.Write(labels, labels.EndsWith(".gz", StringComparison.Ordinal) ? DataFolderOfTest.Gzip(_labels) : _labels);

        var table = IdxFile.Open(folder.Write(images, images.EndsWith(".gz", StringComparison.Ordinal) ? DataFolderOfTest.Gzip(_images) : _images));

        Assert.Equal(["x0", "x1", "label"], table.Columns);
        Assert.Equal("label", table.Target);
        Assert.Equal(new Shape(1, 2, 1), table.FeatureShape);
        Assert.Equal([images, labels], table.Files.Select(file => file.Name));
        Assert.Equal([1, 2, 7, 3, 4, 8], DataFolderOfTest.Numbers(table));
    }

    [Fact]
    public void Images_without_labels_or_with_those_of_others_are_refused()
    {
        using var folder = new DataFolderOfTest();
        var images = folder.Write("train-images-idx3-ubyte", _images);

        var missing = Assert.Throws<InputException>(() => IdxFile.Open(images));
        folder.Write("train-labels-idx1-ubyte", DataFolderOfTest.Idx([3], 7, 8, 9));
        var other = Assert.Throws<InputException>(() => IdxFile.Open(images));

        Assert.Equal(
            "train-images-idx3-ubyte: these are images, and their labels are not beside them: there is no file train-labels-idx1-ubyte and no train-labels-idx1-ubyte.gz. Put it there.",
            missing.Message);
        Assert.StartsWith("train-labels-idx1-ubyte: there must be a target for each row of train-images-idx3-ubyte, which has 2 rows; got 3.", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00000801", "ends inside the header")]
    [InlineData("00000A010000000101", "this is no IDX file")]
    [InlineData("00000800", "this is no IDX file")]
    [InlineData("01000801", "this is no IDX file")]
    [InlineData("0000080100000000", "at least one row")]
    [InlineData("00000801FFFFFFFF", "a dimension of an array can have 2147483647 values; this one has 4294967295")]
    [InlineData("000008010000000200", "takes 2 bytes; the file has 1 for it")]
    [InlineData("00000801000000010000", "takes 1 bytes; the file has 2 for it")]
    public void What_is_no_such_array_is_refused(string hex, string reason)
    {
        using var folder = new DataFolderOfTest();

        var error = Assert.Throws<InputException>(() => IdxFile.Open(folder.Write("a", Convert.FromHexString(hex))));

        Assert.StartsWith("a: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
