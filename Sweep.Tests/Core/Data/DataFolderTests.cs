using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class DataFolderTests
{
    private static readonly byte[] _images = DataFolderOfTest.Idx([2, 1, 2], 1, 2, 3, 4);
    private static readonly byte[] _labels = DataFolderOfTest.Idx([2], 7, 8);

    [Fact]
    public void A_folder_of_MNIST_is_its_training_rows()
    {
        using var folder = new DataFolderOfTest();
        folder.Write("train-images-idx3-ubyte.gz", DataFolderOfTest.Gzip(_images));
        folder.Write("train-images-idx3-ubyte", _images);
        folder.Write("train-labels-idx1-ubyte", _labels);
        folder.Write("t10k-images-idx3-ubyte", DataFolderOfTest.Idx([1, 1, 2], 5, 6));
        folder.Write("t10k-labels-idx1-ubyte", DataFolderOfTest.Idx([1], 9));
        folder.Write("README.md", [1]);

        var table = Open(folder);

        Assert.Equal([1, 2, 7, 3, 4, 8], DataFolderOfTest.Numbers(table));
        Assert.Equal(Path.Combine("folder", "train-images-idx3-ubyte"), table.Name);
    }

    [Theory]
    [InlineData("X.npy", "y.npy", "y")]
    [InlineData("x_train.npy.gz", "y_train.npy", "y_train")]
    public void A_folder_of_two_arrays_is_features_and_target(string x, string y, string target)
    {
        using var folder = new DataFolderOfTest();
        byte[] features = DataFolderOfTest.Npy([2, 2], 1, 2, 3, 4);
        folder.Write(x, x.EndsWith(".gz", StringComparison.Ordinal) ? DataFolderOfTest.Gzip(features) : features);
        folder.Write(y, DataFolderOfTest.Npy([2], 7, 8));
        folder.Write("weights.npy", DataFolderOfTest.Npy([2], 1, 1));

        var table = Open(folder);

        Assert.Equal(target, table.Target);
        Assert.Equal([1, 2, 7, 3, 4, 8], DataFolderOfTest.Numbers(table));
    }

    [Fact]
    public void Files_of_one_kind_are_read_one_after_the_other()
    {
        using var folder = new DataFolderOfTest();
        folder.Write("part-2.npy", DataFolderOfTest.Npy([1, 2], 5, 6));
        folder.Write("part-1.npy.gz", DataFolderOfTest.Gzip(DataFolderOfTest.Npy([2, 2], 1, 2, 3, 4)));

        var table = Open(folder);

        Assert.Equal([1, 2, 3, 4, 5, 6], DataFolderOfTest.Numbers(table));
        Assert.Equal(2, table.Files.Count);
        using var rows = table.Open();
        Assert.True(rows.Read() && rows.Read());
        Assert.Equal("part-1.npy.gz, row 2", rows.Place);
        Assert.True(rows.Read());
        Assert.Equal("part-2.npy, row 1", rows.Place);
    }

    [Theory]
    [InlineData("part.npy.gz")]
    [InlineData("part.npy.GZ")]
    public void A_file_that_is_there_gzipped_and_unpacked_is_read_once(string packed)
    {
        using var folder = new DataFolderOfTest();
        byte[] part = DataFolderOfTest.Npy([1, 2], 5, 6);
        folder.Write("part.npy", part);
        folder.Write(packed, DataFolderOfTest.Gzip(part));

        Assert.Equal([5, 6], DataFolderOfTest.Numbers(Open(folder)));
    }

    [Fact]
    public void Parts_with_other_columns_are_refused()
    {
        using var folder = new DataFolderOfTest();
        folder.Write("a.npy", DataFolderOfTest.Npy([1, 2], 5, 6));
        folder.Write("b.npy", DataFolderOfTest.Npy([1, 3], 1, 2, 3));

        var error = Assert.Throws<InputException>(() => Open(folder));

        Assert.StartsWith($"{Path.Combine("folder", "b.npy")}: files of one folder must have the same columns", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no files")]
    [InlineData("README.md", "README.md")]
    [InlineData("a.csv, b.parquet", "a.csv", "b.parquet")]
    [InlineData("t10k-images-idx3-ubyte, test-images-idx3-ubyte", "t10k-images-idx3-ubyte", "test-images-idx3-ubyte")]
    public void A_folder_that_no_rule_fits_is_refused_with_what_is_in_it(string listed, params string[] files)
    {
        using var folder = new DataFolderOfTest();
        foreach (string file in files)
            folder.Write(file, [1]);

        var error = Assert.Throws<InputException>(() => Open(folder));

        Assert.StartsWith("folder: a folder of data must have ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"; it has {listed}. Name a file in it", error.Message, StringComparison.Ordinal);
    }

    private static ITable Open(DataFolderOfTest folder) => DataFolder.Open(folder.Folder, NpyFile.Open);
}
