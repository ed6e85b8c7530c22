using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Tests.Core.Data;

namespace Sweep.Tests.Runner;

/// <summary>Studies of data in other formats than CSV.</summary>
public sealed class FormatStudyTests : IDisposable
{
    private const string Model = "model: { kind: mlp, hidden: [8], activation: tanh }";

    private readonly DataFolderOfTest _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_of_images_and_labels_needs_no_sizes_and_no_target()
    {
        _folder.Write("train-images-idx3-ubyte.gz", DataFolderOfTest.Gzip(DataFolderOfTest.Idx([36, 4, 6], [.. Enumerable.Range(0, 36 * 24).Select(value => (byte)(value * 7))])));
        _folder.Write("train-labels-idx1-ubyte.gz", DataFolderOfTest.Gzip(DataFolderOfTest.Idx([36], [.. Enumerable.Range(0, 36).Select(row => (byte)(row % 3))])));

        var study = Read("data: { file: ., rows: images }", "model: { kind: cnn, channels: [2] }");

        Assert.Equal(new Shape(4, 6, 1), study.Data.RowShape);
        Assert.Equal(("label", 3), (study.Data.TargetName, study.Data.Classes.Count));
    }

    [Fact]
    public void A_file_of_sparse_rows_stays_sparse()
    {
        _folder.Write("t.svm", [.. string.Concat(Enumerable.Range(0, 36).Select(row => $"{row % 3} {1 + row % 5}:1 9:{row}\n")).Select(character => (byte)character)]);

        var study = Read("data: { file: t.svm }", "model: { kind: mlp, hidden: [8] }");

        Assert.True(study.Data.IsSparse);
        Assert.Equal((36, 9), (study.Data.Rows, study.Data.FeatureNames.Count));
        Assert.Equal(["0", "1", "2"], study.Data.Classes);
    }

    [Fact]
    public void A_file_of_sparse_rows_may_be_part_of_one_with_more_features()
    {
        _folder.Write("t.svm", [.. string.Concat(Enumerable.Range(0, 36).Select(row => $"{row % 3} {1 + row % 5}:1 9:{row}\n")).Select(character => (byte)character)]);

        var study = Read("data: { file: t.svm, rows: { kind: sparse, first_index: 0, features: 20 } }", "model: { kind: mlp, hidden: [8] }");

        Assert.Equal(20, study.Data.FeatureNames.Count);
        Assert.Equal(1, study.Data.SparseFeatures.Columns[0]);
    }

    [Theory]
    [InlineData("data: { file: t.svm, rows: { kind: sparse, first_index: 2 } }", "data.rows.first_index: first_index must be from 0 to 1; got 2.")]
    [InlineData("data: { file: t.svm, target: y }", "data.target: a file of sparse rows has labels and numbered features, and no columns with names. Leave it out.")]
    [InlineData("data: { file: t.svm, rows: table }", "data.rows: the rows of this file are sparse. Leave it out.")]
    [InlineData("data: { file: nowhere }", "data.file: there is no file nowhere. The path is taken from the study file's folder.")]
    public void What_does_not_fit_the_format_is_refused(string data, string message)
    {
        _folder.Write("t.svm", "1 1:2\n0 2:1\n"u8.ToArray());

        var error = Assert.Throws<InputException>(() => Read(data, Model));

        Assert.EndsWith(
            $"study.yaml, line 3, {message}",
            error.Message.Replace(Path.GetRelativePath(Environment.CurrentDirectory, _folder.Folder.Path) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    private NetworkObjective Read(string data, string model)
    {
        string text = SmallStudy.Yaml.Replace("data: { file: points.csv, target: cloud }", data, StringComparison.Ordinal).Replace(Model, model, StringComparison.Ordinal);
        return Assert.IsType<NetworkObjective>(StudyReader.Read(_folder.Write("study.yaml", System.Text.Encoding.UTF8.GetBytes(text)).Path).Objective);
    }
}
