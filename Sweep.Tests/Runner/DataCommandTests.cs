using System.Text.Json;

namespace Sweep.Tests.Runner;

public class DataCommandTests
{
    [Fact]
    public void A_file_is_described()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("points.csv", SmallStudy.Csv());

        var (exitCode, output, error) = HyperSweep.Run("data", file, "--target", "cloud");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("\nrows        36\ncolumns     5: 4 of numbers, 1 of texts\ntarget      cloud, 3 values: blue 12 (33.3 %), green 12 (33.3 %), red 12 (33.3 %)\n", output, StringComparison.Ordinal);
        Assert.Matches(@" a +number +0 +36 +-\d", output);
        Assert.Matches(@" cloud +text +0 +3 +red, green, blue ", output);
        Assert.DoesNotContain("Note:", output, StringComparison.Ordinal);
    }

    /// <summary>The file, the target, and a note about it.</summary>
    public static TheoryData<string, string, string> Wrong() => new()
    {
        { "a,y\n1,0\n2,1\n1,0\n", "y", "1 row is the same as an earlier one, so that validation may judge by rows that were learned. Use repeated_rows: drop, unless they are meant." },
        { "a,b,y\n1,,0\n2,,1\n", "y", "1 column (b) without any value. Leave out what has none, with columns." },
        { "a,b,y\n1,7,0\n2,7,1\n", "y", "1 column (b) with the same value in all rows, which tell nothing." },
        { "id,y\n5,0\n6,1\n7,0\n", "y", "1 column (id) with another value in each row, as names and numbers of rows have. Nothing can be learned from them: leave them out, with columns." },
        { "a,b,y\n1,1,0\n2,2,1\n", "y", "b is the same as a, row by row. Leave one of them out." },
        { "a,y\n1,0\nNA,1\n3,1\n", "y",
            "a has numbers, but for 1 text such as \"NA\". If they stand for missing values, add them to missing_values; if all are categories, add the column to categorical." },
        { "a,y\nx,0\nx,1\nz,1\n", "y", "1 column (a) with texts: name what is a category in categorical, and leave out what is not, with columns." },
        { "a,y\n1e400,0\n5,1\n-Infinity,0\n", "y", "1 column (a) with numbers beyond ±3.4e38, which are refused. Correct them, or leave out their rows." },
        { "5.1,3,red\n4.9,3,red\n4.7,2,blue\n", "red", "columns have names such as \"5.1\": if the first line is a row, put a line of names above it." },
        { "a,y\n1,0\n,1\n3,1\n", "y", "1 column (a) with missing values: say how to fill them in, with missing." },
        { "a,y\n1,0\n4,\n3,1\n", "y", "the target y is missing in 1 row, which is refused. Leave it out of the file." },
        { "a,y\n1,yes\n4,yes\n2,no\n5,no\n", "y", "the rows are sorted by the target y: folds must be shuffled or stratified (validation.shuffle is true unless it says otherwise)." },
        { "a,y\n1,yes\n4,yes\n", "y", "the target y has only one value: there is nothing to predict." },
        { "a,y\n1,0.5\n4,1.5\n3,0.5\n7,1.5\n9,0.5\n", "y", "the target y is a number with only 2 different values. If they are classes, use cross_entropy; if not, mean_squared_error." },
        { "a,y\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{row * row},{row % 30}\n")), "y",
            "the target y has 30 different whole numbers. If it is a number to predict, use mean_squared_error, or poisson for counts." },
        { "a,y\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{row * row},{(row == 7 ? "rare" : "usual")}\n")), "y",
            "class rare has 1 row: stratified folds can be at most as many as the rarest class has rows." },
        { "a,y\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{row * row},{(row == 7 ? "rare" : "usual")}\n")), "y",
            "classes are imbalanced: always saying usual is right in 97.5 % of the rows. Look at balanced_accuracy or f1 beside accuracy; class_weights: balanced may help." },
        { "a,z,y\n1,0,0\n2,1,1\n1.5,0,0\n", "y", "z is the target y, row by row. If it is not known when a prediction is made, leave it out." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_looks_wrong_is_said(string csv, string target, string note)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, _) = HyperSweep.Run("data", folder.Write("t.csv", csv), "--target", target);

        Assert.Equal(0, exitCode);
        Assert.Contains($"Note: {note}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_target_a_column_of_texts_may_be_it()
    {
        using var folder = new TemporaryFolder();

        var (_, output, _) = HyperSweep.Run("data", folder.Write("t.csv", "a,y\n1,red\n4,red\n9,blue\n"));

        Assert.Contains("with columns. If one is to be predicted, give it with --target.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_are_taken_for_names()
    {
        using var folder = new TemporaryFolder();

        var (_, output, _) = HyperSweep.Run("data", folder.Write("t.csv", "0,1,2\n1,5,7\n4,2,3\n9,4,4\n"));

        Assert.DoesNotContain("have names such as", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_everything_and_values_can_stand_for_missing_ones()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, _) = HyperSweep.Run("data", folder.Write("t.csv", "a,y\n1,0\nNA,1\n-999,1\n"), "--missing", "NA", "--missing", "-999", "--format", "json");

        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        var column = json.RootElement.GetProperty("profile").GetProperty("columns")[0];
        Assert.Equal(("whole", 2), (column.GetProperty("type").GetString(), column.GetProperty("missing").GetInt32()));
    }

    [Fact]
    public void Sparse_rows_are_described_by_their_labels()
    {
        using var folder = new TemporaryFolder();

        string file = folder.Write("t.svm", "1 1:2 4:1\n-1 2:3\n1 3:1\n-1 1:1\n");
        string output = HyperSweep.Run("data", file).Output;

        Assert.Contains("\nrows        4\n", output, StringComparison.Ordinal);
        Assert.Contains("\nfeatures    4, sparse: 31.2 % of the values are not 0\ntarget      label, 2 values: -1 2 (50.0 %), 1 2 (50.0 %)\n", output, StringComparison.Ordinal);
        Assert.Contains("\nfeatures    4, sparse", HyperSweep.Run("data", file, "--missing", "-1").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.csv", "nowhere.csv: there is no such file.\n")]
    [InlineData("", "FILE must not be empty.\nhypersweep --help lists the commands, hypersweep COMMAND --help the options of one.\n")]
    public void What_is_not_there_is_said(string file, string message)
    {
        var (exitCode, _, error) = HyperSweep.Run("data", file);

        Assert.Equal((2, message), (exitCode, error));
    }

    [Fact]
    public void A_column_that_is_not_there_is_said()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("t.csv", "color,y\n1,2\n");

        var (exitCode, _, error) = HyperSweep.Run("data", file, "--target", "colour");

        Assert.Equal((2, $"{file} has no column named \"colour\". Did you mean \"color\"?\n"), (exitCode, error));
    }
}
